using System.ComponentModel;
using System.Text;

namespace Gateway.Host.Services.Windows;

/// <summary>The service verbs on Windows.</summary>
/// <param name="open">Opens the service manager.</param>
/// <param name="tell">For the user.</param>
/// <param name="pause">Between two looks at a service; null: really.</param>
internal sealed class WindowsService(Func<IServiceManager> open, Action<string> tell, Action<TimeSpan>? pause = null) : IServiceVerbs
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RestartWaits = TimeSpan.FromSeconds(30);

    public void Install(ServiceOptions options)
    {
        TellWithoutMeaning(options);
        var name = ServiceNames.Of(options.Instance);
        Define(name, m => m.Create(name, new ServiceDefinition
        {
            Command = CommandOf(options),
            DisplayName = ServiceNames.DisplayOf(options.Instance),
            Description = ServiceNames.Description,
            Startup = options.Startup ?? StartupKind.Manual,
            Account = AccountOf(options.Username),
            Password = options.Password,
            RestartOnFailure = true,
        }));
        tell($"{name} is installed. It starts with: {ServiceNames.Program} start{Instance(options)}");
        TellMissing(options);
    }

    public void Update(ServiceOptions options)
    {
        TellWithoutMeaning(options);
        var name = ServiceNames.Of(options.Instance);
        Define(name, m => m.Change(name, new ServiceDefinition
        {
            Command = options.Arguments.Count > 0 || options.Program is not null ? CommandOf(options) : null,
            DisplayName = ServiceNames.DisplayOf(options.Instance),
            Description = ServiceNames.Description,
            Startup = options.Startup,
            Account = AccountOf(options.Username),
            Password = options.Password,
            RestartOnFailure = true,
        }));
        tell($"{name} is changed, from its next start on: {ServiceNames.Program} restart{Instance(options)}");
    }

    public void Remove(ServiceOptions options)
    {
        var name = ServiceNames.Of(options.Instance);
        Do(name, m =>
        {
            if (m.StateOf(name) != ServiceState.Stopped)
            {
                StopAndWait(m, name, RestartWaits);
            }

            m.Delete(name);
        });
        tell($"{name} is removed. Configuration and logs stay.");
    }

    public void Start(ServiceOptions options)
    {
        var name = ServiceNames.Of(options.Instance);
        Do(name, m =>
        {
            m.Start(name);
            if (options.Wait is { } wait)
            {
                WaitFor(m, name, ServiceState.Running, wait);
            }
        });
        tell($"{name} {(options.Wait is null ? "is starting" : "is started")}.");
    }

    public void Stop(ServiceOptions options)
    {
        var name = ServiceNames.Of(options.Instance);
        Do(name, m =>
        {
            if (options.Wait is { } wait)
            {
                // As the originals: those that need it go first, each with its own time.
                foreach (var dependent in m.RunningDependents(name))
                {
                    StopAndWait(m, dependent, wait);
                }

                StopAndWait(m, name, wait);
            }
            else
            {
                m.Stop(name);
            }
        });
        tell($"{name} {(options.Wait is null ? "is stopping" : "is stopped")}.");
    }

    public void Restart(ServiceOptions options)
    {
        var name = ServiceNames.Of(options.Instance);
        Do(name, m =>
        {
            if (m.StateOf(name) != ServiceState.Stopped)
            {
                StopAndWait(m, name, options.Wait ?? RestartWaits);
            }

            m.Start(name);
            if (options.Wait is { } wait)
            {
                WaitFor(m, name, ServiceState.Running, wait);
            }
        });
        tell($"{name} is restarted.");
    }

    public (IReadOnlyList<string> Arguments, Places Places) Debug(ServiceOptions options)
    {
        var name = ServiceNames.Of(options.Instance);
        var isRunning = false;
        try
        {
            using var manager = open();
            isRunning = manager.StateOf(name) != ServiceState.Stopped;
        }
        catch (Win32Exception)
        {
            // There is no such service, or it may not be looked at: nothing to wait for.
        }

        return isRunning
            ? throw new ServiceException($"{name} runs, and has its ports; stop it first: {ServiceNames.Program} stop{Instance(options)}")
            : (options.Arguments, Places.OfService(options.Instance, _ => null));
    }

    /// <summary>A path with blanks is quoted, as CommandLineToArgvW wants it.</summary>
    public static string CommandOf(ServiceOptions options)
    {
        IEnumerable<string> words = options.Program is null ? ProgramCommand.Words : [options.Program];
        words = words.Append("--service").Concat(options.Instance is null ? [] : ["--instance", options.Instance]).Concat(options.Arguments);
        return string.Join(' ', words.Select((w, n) => Quote(w, always: n == 0)));
    }

    private static string Quote(string word, bool always)
    {
        if (!always && word.Length > 0 && !word.Any(c => char.IsWhiteSpace(c) || c == '"'))
        {
            return word;
        }

        var quoted = new StringBuilder("\"");
        var slashes = 0;
        foreach (var c in word)
        {
            // Backslashes count double before a quote, and at the end.
            _ = c == '"' ? quoted.Append('\\', slashes + 1) : quoted;
            slashes = c == '\\' ? slashes + 1 : 0;
            _ = quoted.Append(c);
        }

        return quoted.Append('\\', slashes).Append('"').ToString();
    }

    // A user of this machine.
    private static string? AccountOf(string? username) => username is null || username.AsSpan().ContainsAny('\\', '@') ? username : $".\\{username}";

    private void StopAndWait(IServiceManager manager, string name, TimeSpan wait)
    {
        manager.Stop(name);
        WaitFor(manager, name, ServiceState.Stopped, wait);
    }

    private void WaitFor(IServiceManager manager, string name, ServiceState wanted, TimeSpan wait)
    {
        var state = manager.StateOf(name);
        for (var waited = TimeSpan.Zero; state != wanted; waited += Look)
        {
            if (waited >= wait || (wanted == ServiceState.Running && state == ServiceState.Stopped))
            {
                throw new ServiceException($"{name} is not {(wanted == ServiceState.Running ? "running" : "stopped")} {(waited >= wait ? $"after {wait.TotalSeconds} s" : "but has stopped; its log says why")} ({state}).");
            }

            (pause ?? Thread.Sleep)(Look);
            state = manager.StateOf(name);
        }
    }

    private void TellWithoutMeaning(ServiceOptions options)
    {
        var means = new (bool Given, string What)[]
        {
            (options.Interactive, "--interactive means nothing: the gateway has no window"),
            (options.PerfmonIni is not null, "--perfmonini means nothing: counters are at /metrics"),
            (options.PerfmonDll is not null, "--perfmondll means nothing: counters are at /metrics"),
            (options.Root is not null, "--root means nothing on Windows"),
            (options.UnitFolder is not null, "--unit-folder means nothing on Windows"),
            (options.Password is not null && options.Username is null, "--password is of no use without --username"),
        };
        foreach (var (_, what) in means.Where(m => m.Given))
        {
            tell(what);
        }
    }

    private void TellMissing(ServiceOptions options)
    {
        var file = Places.OfService(options.Instance, _ => null).FileOf(options.File, options.Instance);
        if (!File.Exists(file))
        {
            tell($"{file} is not there yet: put the configuration there before the service starts.");
        }
    }

    private void Define(string name, Func<IServiceManager, IReadOnlyList<string>> what) => Do(name, m =>
    {
        foreach (var missing in what(m))
        {
            tell($"This Windows does not know {missing}: the rest is done.");
        }
    });

    private void Do(string name, Action<IServiceManager> what)
    {
        try
        {
            using var manager = open();
            what(manager);
        }
        catch (Win32Exception e)
        {
            throw new ServiceException(Message(name, e), e.NativeErrorCode == 5 ? ExitCode.NoPort : e.NativeErrorCode is 1057 or 1060 or 1073 ? ExitCode.Usage : ExitCode.Fault);
        }
    }

    private static string Message(string name, Win32Exception e) => e.NativeErrorCode switch
    {
        5 => "Only an administrator may do that: open the terminal with 'Run as administrator'.",
        1051 => $"{name}: services that run need it; 'stop --wait SECONDS' stops them first.",
        1053 => $"{name} has not answered in time; its log says why.",
        1056 => $"{name} runs already.",
        1057 => $"{name}: there is no such user; give --username as domain\\user or .\\user, and --password.",
        1058 => $"{name} is disabled: 'update --startup manual' lets it start.",
        1060 => $"{name} is no service of this machine: 'install' makes it one.",
        1061 => $"{name} takes no controls now: it is starting or stopping.",
        1062 => $"{name} does not run.",
        1069 => $"{name}: its user cannot log on; look at --username, --password and the right to log on as a service.",
        1072 => $"{name} is being removed: close the windows that look at services, and wait.",
        1073 => $"{name} is a service already: 'update' changes it, 'remove' takes it out.",
        _ => $"{name}: {e.Message} (error {e.NativeErrorCode}).",
    };

    private static string Instance(ServiceOptions options) => options.Instance is null ? "" : $" --instance {options.Instance}";
}
