using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Services.Systemd;

/// <summary>
/// The files of one service below a root: its unit (for an instance the template, which all share), its drop-in, and the user for sysusers.d.
/// A unit or a user that a package has brought is left alone.
/// </summary>
internal sealed class UnitFiles(ServiceOptions options, string root)
{
    /// <summary>Where the service finds its configuration, as the unit says.</summary>
    public const string ConfigurationFolder = "/etc/" + ServiceNames.Program;

    private const string AdministratorsUnits = "/etc/systemd/system";
    private const string PackagesUnits = "/usr/lib/systemd/system";
    private const string AdministratorsUsers = "/etc/sysusers.d/" + ServiceNames.Program + ".conf";
    private const string PackagesUsers = "/usr/lib/sysusers.d/" + ServiceNames.Program + ".conf";
    private const string DropInName = "10-install.conf";

    public string Name { get; } = ServiceNames.Of(options.Instance);

    public string SysusersFile => Below(options.UnitFolder is null && !File.Exists(Below(PackagesUsers)) ? AdministratorsUsers : PackagesUsers);

    public bool IsInstalled => File.Exists(DropIn) || (options.Instance is null && File.Exists(Unit));

    private string Units => options.UnitFolder ?? AdministratorsUnits;

    private string UnitName => options.Instance is null ? $"{ServiceNames.Program}.service" : $"{ServiceNames.Program}@.service";

    private string Unit => Below(Units, UnitName);

    private string DropIn => Below(Units, $"{Name}.service.d", DropInName);

    /// <summary>What the service is started with now.</summary>
    public (IReadOnlyList<string> Arguments, string? User) ReadDropIn() => File.Exists(DropIn) ? UnitText.Read(File.ReadAllText(DropIn)) : ([], null);

    /// <summary>The configuration that the service will find; null, and told, where it cannot be read.</summary>
    public GatewayConfig? ReadConfiguration(IReadOnlyList<string> arguments, Action<string> tell)
    {
        var named = arguments.SkipWhile(a => a is not ("--ini" or "-i")).Skip(1).FirstOrDefault();
        var seen = (Places.OfConsole(options.Instance) with { Files = ConfigurationFolder }).FileOf(named, options.Instance);
        var path = Below(seen);
        if (!File.Exists(path))
        {
            tell($"{seen} is not there yet. When it is: 'update' looks whether it needs a port below 1024 or sets the clock, which the service must be allowed.");
            return null;
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) == UnixFileMode.None)
        {
            tell($"{seen} can be read by its owner alone; the service runs as {options.Username ?? UnitText.User}: chgrp {UnitText.User} {seen}; chmod g+r {seen}");
        }

        return ConfigurationFile.Load(path, PluginFolder.Load(tell), tell).Config;
    }

    /// <summary>Writes them; into a folder for units that was named, as a package does it: both units and the user, for everybody.</summary>
    /// <returns>What was written.</returns>
    public IEnumerable<string> Write(IReadOnlyList<string> program, IReadOnlyList<string> arguments, ServiceNeeds needs, string? user)
    {
        if (options.UnitFolder is not null)
        {
            yield return Write(Below(Units, $"{ServiceNames.Program}.service"), UnitText.Unit(program, isTemplate: false));
            yield return Write(Below(Units, $"{ServiceNames.Program}@.service"), UnitText.Unit(program, isTemplate: true));
            yield return Write(SysusersFile, UnitText.Sysusers);
            yield break;
        }

        if (!File.Exists(Below(PackagesUnits, UnitName)))
        {
            yield return Write(Unit, UnitText.Unit(program, isTemplate: options.Instance is not null));
        }

        yield return Write(DropIn, UnitText.DropIn(program, options.Instance, arguments, needs, user));
        if (user is null && !File.Exists(Below(PackagesUsers)))
        {
            yield return Write(SysusersFile, UnitText.Sysusers);
        }
    }

    /// <summary>Deletes them; the template when no instance needs it any more.</summary>
    public void Delete()
    {
        File.Delete(DropIn);
        var folder = Path.GetDirectoryName(DropIn)!;
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }

        var isNeeded = options.Instance is not null && Directory.EnumerateDirectories(Below(Units), $"{ServiceNames.Program}@*.service.d").Any(d => File.Exists(Path.Combine(d, DropInName)));
        if (!isNeeded)
        {
            File.Delete(Unit);
        }
    }

    private static string Write(string path, string text)
    {
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServiceException($"{path} cannot be written: {e.Message}", e is UnauthorizedAccessException ? ExitCode.NoPort : ExitCode.Fault);
        }
    }

    private string Below(params string[] parts) => Path.Combine([root, parts[0].TrimStart('/'), .. parts[1..]]);
}
