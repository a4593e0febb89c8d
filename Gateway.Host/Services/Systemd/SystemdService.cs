namespace Gateway.Host.Services.Systemd;

/// <summary>The service verbs on Linux: they write the unit's files and call systemctl.</summary>
/// <param name="systemd">The machine's.</param>
/// <param name="tell">For the user.</param>
/// <param name="root">The machine's root folder.</param>
internal sealed class SystemdService(ISystemd systemd, Action<string> tell, string root = "/") : IServiceVerbs
{
    // PrivateTmp= and ProtectHome= hide what lies here.
    private static readonly string[] Hidden = ["/home/", "/root/", "/run/user/", "/tmp/", "/var/tmp/"];

    public void Install(ServiceOptions options)
    {
        RequireRights(options);
        var files = FilesOf(options);
        if (files.IsInstalled)
        {
            throw new ServiceException($"{files.Name} is a service already: 'update' changes it, 'remove' takes it out", ExitCode.Usage);
        }

        Write(options, files, options.Arguments, UserOf(options), options.Startup ?? StartupKind.Manual);
        tell($"{files.Name} is installed. It starts with: {ServiceNames.Program} start{Instance(options)}");
    }

    public void Update(ServiceOptions options)
    {
        RequireRights(options);
        var files = FilesOf(options);
        RequireInstalled(files);
        var (arguments, user) = files.ReadDropIn();
        Write(options, files, Merged(arguments, options.Arguments), options.Username is null ? user : UserOf(options), options.Startup);
        tell($"{files.Name} is changed, from its next start on: {ServiceNames.Program} restart{Instance(options)}");
    }

    public void Remove(ServiceOptions options)
    {
        RequireRights(options);
        var files = FilesOf(options);
        RequireInstalled(files);
        if (options.Root is null)
        {
            Systemctl(options, "disable", "--now", files.Name);
        }

        files.Delete();
        if (options.Root is null)
        {
            Systemctl(options, "daemon-reload");
        }

        tell($"{files.Name} is removed. The configuration in {UnitFiles.ConfigurationFolder}, the logs and the user {UnitText.User} stay.");
    }

    public void Start(ServiceOptions options) => Control("start", "started", options);

    public void Stop(ServiceOptions options) => Control("stop", "stopped", options);

    public void Restart(ServiceOptions options) => Control("restart", "restarted", options);

    public (IReadOnlyList<string> Arguments, Places Places) Debug(ServiceOptions options)
    {
        var files = FilesOf(options);
        if (systemd.IsThere && systemd.Call(longest: null, "systemctl", "is-active", "--quiet", files.Name) is (0, _))
        {
            throw new ServiceException($"{files.Name} runs, and has its ports; stop it first: {ServiceNames.Program} stop{Instance(options)}");
        }

        return (options.Arguments.Count > 0 ? options.Arguments : files.ReadDropIn().Arguments, Places.OfConsole(options.Instance) with { Files = UnitFiles.ConfigurationFolder });
    }

    private void Write(ServiceOptions options, UnitFiles files, IReadOnlyList<string> arguments, string? user, StartupKind? startup)
    {
        TellWithoutMeaning(options);
        var program = options.Program is null ? ProgramCommand.Words : [options.Program];
        if (options.Root is null)
        {
            RequireVisible(program);
        }

        var needs = ServiceNeeds.Of(files.ReadConfiguration(arguments, tell), arguments);
        foreach (var written in files.Write(program, arguments, needs, user))
        {
            tell($"{written} is written");
        }

        if (options.Root is not null)
        {
            return;
        }

        if (user is null)
        {
            Call(options, "systemd-sysusers", files.SysusersFile);
        }

        Systemctl(options, "daemon-reload");
        if (startup is not null)
        {
            Systemctl(options, startup is StartupKind.Auto or StartupKind.Delayed ? "enable" : "disable", files.Name);
        }
    }

    // systemd would notice at the service's first start. Ours is made with the files.
    private string? UserOf(ServiceOptions options)
    {
        if (options.Username is null or UnitText.User)
        {
            return null;
        }

        var user = options.Username;
        if (user.Length == 0 || user[0] == '-' || user.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ':' or '/' or '%' or '"'))
        {
            throw new ServiceException($"--username '{user}': no user of Linux is called so; leave the option out for {UnitText.User}, a user without rights that is made for it", ExitCode.Usage);
        }

        // Another machine's users, for a package, are not known here.
        var isThere = options.Root is not null ? !user.Contains('\\') : systemd.Call(longest: null, "getent", "passwd", user) is (0, _);
        return isThere ? user : throw new ServiceException(
            user.Contains('\\')
                ? $"--username {user}: that is an account of Windows; on Linux give it a user of this machine, or leave it out for {UnitText.User}, a user without rights that is made for it"
                : $"--username {user}: this machine has no such user; 'useradd --system {user}' makes one, or leave the option out for {UnitText.User}, which is made for it",
            ExitCode.Usage);
    }

    private void TellWithoutMeaning(ServiceOptions options)
    {
        var means = new (bool Given, string What)[]
        {
            (options.Startup == StartupKind.Delayed, "--startup delayed is auto here: the unit waits for the network, not for a time"),
            (options.Startup == StartupKind.Disabled, $"--startup disabled is manual here; 'systemctl mask {ServiceNames.Of(options.Instance)}' forbids every start"),
            (options.Password is not null, "--password means nothing on Linux, and is not kept"),
            (options.Interactive, "--interactive means nothing: the gateway has no window"),
            (options.PerfmonIni is not null, "--perfmonini means nothing: counters are at /metrics"),
            (options.PerfmonDll is not null, "--perfmondll means nothing: counters are at /metrics"),
        };
        foreach (var (_, what) in means.Where(m => m.Given))
        {
            tell(what);
        }
    }

    private void Control(string verb, string done, ServiceOptions options)
    {
        RequireRights(options);
        Systemctl(options, verb, ServiceNames.Of(options.Instance));
        tell($"{ServiceNames.Of(options.Instance)} is {done}.");
    }

    private void Systemctl(ServiceOptions options, params string[] words) => Call(options, "systemctl", words);

    private void Call(ServiceOptions options, string program, params string[] words)
    {
        var line = $"{program} {string.Join(' ', words)}";
        if (systemd.Call(options.Wait, program, words) is not { } result)
        {
            throw new ServiceException($"{line}: not done after {options.Wait?.TotalSeconds} s; systemd goes on with it");
        }

        if (result.Code != 0)
        {
            throw new ServiceException($"{line}: exit code {result.Code}{(result.Output.Length > 0 ? $": {result.Output}" : "")}\nSee: journalctl -n 30 -u {ServiceNames.Of(options.Instance)}");
        }
    }

    private void RequireRights(ServiceOptions options)
    {
        if (options.Root is not null)
        {
            return;
        }

        if (!systemd.IsThere)
        {
            throw new ServiceException("systemd does not run on this machine: there is no service manager to speak with. Start the gateway with 'run' from yours.");
        }

        if (!systemd.MayAdminister)
        {
            throw new ServiceException("Only root may do that: put 'sudo' before it.", ExitCode.NoPort);
        }
    }

    private static void RequireInstalled(UnitFiles files)
    {
        if (!files.IsInstalled)
        {
            throw new ServiceException($"{files.Name} is no service of this machine: 'install' makes it one", ExitCode.Usage);
        }
    }

    private static void RequireVisible(IReadOnlyList<string> program)
    {
        foreach (var word in program)
        {
            if (Array.Exists(Hidden, h => word.StartsWith(h, StringComparison.Ordinal)))
            {
                throw new ServiceException($"{word}: a service cannot see this folder; put the program below /opt, say, and install it from there", ExitCode.Usage);
            }
        }
    }

    // An option that is given now takes the place of the one before, with all its values.
    private static IReadOnlyList<string> Merged(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var isReplaced = false;
        var kept = before.Where(w => !(isReplaced = w.StartsWith("--", StringComparison.Ordinal) ? now.Contains(w) : isReplaced));
        return [.. kept, .. now];
    }

    private UnitFiles FilesOf(ServiceOptions options) => new(options, options.Root ?? root);

    private static string Instance(ServiceOptions options) => options.Instance is null ? "" : $" --instance {options.Instance}";
}
