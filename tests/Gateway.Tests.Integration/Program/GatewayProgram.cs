using Gateway.Host.Control;
using Gateway.Tests.Integration.Foreign;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Program;

/// <summary>The gateway as its user starts it: <c>dotnet iec104-gateway.dll ...</c>, in a folder of its own.</summary>
internal sealed class GatewayProgram : IDisposable
{
    private readonly string[] _launcher;
    private readonly string[] _arguments;

    private readonly IReadOnlyDictionary<string, string> _environment;

    private string RunFolder => _environment.GetValueOrDefault(ControlFolder.Variable) ?? Path.Combine(Folder, "run");

    private GatewayProgram(string folder, string[] launcher, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        _launcher = launcher;
        _environment = environment;
        _arguments = arguments;
        Folder = folder;
        Process = Run();
    }

    public Tool Process { get; private set; }

    public string Folder { get; }

    /// <param name="file">What stands in <c>stations.csv</c> in its folder; null: there is none.</param>
    public static GatewayProgram Start(string? file, params string[] arguments) => StartWith("stations.csv", file, arguments);

    public static GatewayProgram StartWith(string name, string? file, params string[] arguments) => Start([], NoEnvironment, name, file, arguments);

    public static GatewayProgram StartWith(IReadOnlyDictionary<string, string> environment, string name, string? file, params string[] arguments) =>
        Start([], environment, name, file, arguments);

    /// <param name="launcher">A program that becomes the gateway, and its arguments: <c>env NAME=VALUE</c>.</param>
    public static GatewayProgram StartUnder(string[] launcher, string file, params string[] arguments) => Start(launcher, NoEnvironment, "stations.csv", file, arguments);

    private static GatewayProgram Start(string[] launcher, IReadOnlyDictionary<string, string> environment, string name, string? file, string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        if (file is not null)
        {
            File.WriteAllText(Path.Combine(folder, name), file);
        }

        return new GatewayProgram(folder, launcher, environment, arguments);
    }

    /// <summary>Starts it again, in the same folder, after it has ended.</summary>
    public void StartAgain()
    {
        Process.Dispose();
        Process = Run();
    }

    /// <summary>One more in its folder.</summary>
    public Tool Beside(params string[] arguments) => Run(arguments);

    /// <summary>Another configuration file; the program is not told.</summary>
    public Task ReplaceFileAsync(string file) => File.WriteAllTextAsync(Path.Combine(Folder, "stations.csv"), file);

    /// <summary>What a log in its folder says.</summary>
    public string Log(string name)
    {
        using var file = new StreamReader(new FileStream(Path.Combine(Folder, "log", name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }

    public void Dispose()
    {
        Process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    // Its local socket lies in its own folder, if the test does not say otherwise: one that is killed leaves nothing behind.
    private Tool Run(string[]? arguments = null)
    {
        string[] line = [.. Unprivileged, .. _launcher, "dotnet", Library, .. arguments ?? _arguments];
        return Tool.StartIn(Folder, new Dictionary<string, string>(_environment, StringComparer.Ordinal) { [ControlFolder.Variable] = RunFolder }, line[0], line[1..]);
    }

    private static IReadOnlyDictionary<string, string> NoEnvironment => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The program's executable.</summary>
    public static string Executable => Path.ChangeExtension(Library, null);

    // Whatever a test's file says: this gateway cannot set the machine's clock.
    private static string[] Unprivileged =>
        Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? ["setpriv", "--bounding-set", "-sys_time", "--inh-caps", "-sys_time"] : [];

    // The same build as the tests': .../Gateway.Tests.Integration/bin/Release/net10.0.
    private static string Library
    {
        get
        {
            var target = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Repository.Root, "Gateway.Host", "bin", target.Parent!.Name, target.Name, "iec104-gateway.dll");
        }
    }
}
