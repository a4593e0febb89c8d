using System.Text;

namespace Gateway.Host.Services.Systemd;

/// <summary>
/// What the unit's files say. The unit itself may do nothing that an ordinary user may not; what a configuration needs more stands in the
/// drop-in of its instance, with the arguments.
/// </summary>
internal static class UnitText
{
    /// <summary>The user that the service runs as, unless another is named.</summary>
    public const string User = ServiceNames.Program;

    private const string Ours = "# Written by 'iec104-gateway install', and anew by 'update'. Changes of your own: systemctl edit";

    /// <summary>A system user without a home and without a shell, for sysusers.d(5).</summary>
    public static string Sysusers => $"""
        {Ours}
        u {User} - "IEC 104 gateway"

        """;

    /// <param name="program">What is started.</param>
    /// <param name="isTemplate">For instances: <c>iec104-gateway@.service</c>.</param>
    public static string Unit(IReadOnlyList<string> program, bool isTemplate) => $"""
        {Ours}
        [Unit]
        Description=IEC 60870-5-104 gateway{(isTemplate ? " (%i)" : "")}: many masters share one RTU
        Wants=network-online.target
        After=network-online.target
        StartLimitIntervalSec=0

        [Service]
        Type=notify
        ExecStart={CommandLine(program, isTemplate ? "%i" : null, [])}
        ExecReload=/bin/kill -HUP $MAINPID
        # 2: the configuration is at fault, and would be the next time.
        Restart=on-failure
        RestartSec=2
        RestartPreventExitStatus=2
        TimeoutStartSec=60
        TimeoutStopSec=5
        WatchdogSec=30
        LimitNOFILE=65536

        User={User}
        UMask=0027
        ConfigurationDirectory={ServiceNames.Program}
        LogsDirectory={Folder(isTemplate)}
        LogsDirectoryMode=0750
        StateDirectory={Folder(isTemplate)}
        StateDirectoryMode=0750
        # Not below another service's: it is deleted with all that is in it when the service stops.
        RuntimeDirectory={ServiceNames.Program}{(isTemplate ? "@%i" : "")}
        RuntimeDirectoryMode=0700

        # MemoryDenyWriteExecute= and ProcSubset=pid are left out: the runtime compiles code, and reads /proc/meminfo.
        CapabilityBoundingSet=
        AmbientCapabilities=
        NoNewPrivileges=yes
        DevicePolicy=closed
        KeyringMode=private
        LockPersonality=yes
        PrivateDevices=yes
        PrivateMounts=yes
        PrivateTmp=yes
        PrivateUsers=yes
        ProtectClock=yes
        ProtectControlGroups=yes
        ProtectHome=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        ProtectProc=invisible
        ProtectSystem=strict
        RemoveIPC=yes
        RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        SystemCallArchitectures=native
        SystemCallErrorNumber=EPERM
        SystemCallFilter=@system-service
        SystemCallFilter=~@privileged @resources
        # The runtime gives each of its threads the process' processors, and does not start where it may not. It is told that it is done (errno 0); nothing is.
        SystemCallFilter=~sched_setaffinity:0

        [Install]
        WantedBy=multi-user.target

        """;

    /// <summary>What this configuration needs besides.</summary>
    /// <param name="program">What is started.</param>
    /// <param name="instance">Null: there is one service.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="needs">What the configuration needs.</param>
    /// <param name="user">Another user than ours; null: ours.</param>
    public static string DropIn(IReadOnlyList<string> program, string? instance, IReadOnlyList<string> arguments, ServiceNeeds needs, string? user)
    {
        var text = new StringBuilder().AppendLine(Ours).AppendLine("[Service]").AppendLine("ExecStart=").AppendLine($"ExecStart={CommandLine(program, instance, arguments)}");
        if (user is not null)
        {
            _ = text.AppendLine($"User={user}");
        }

        var capabilities = $"{(needs.LowPorts ? "CAP_NET_BIND_SERVICE " : "")}{(needs.Clock ? "CAP_SYS_TIME" : "")}".TrimEnd();
        if (capabilities.Length > 0)
        {
            // A capability in a user namespace of its own would be worth nothing.
            _ = text.AppendLine($"CapabilityBoundingSet={capabilities}").AppendLine($"AmbientCapabilities={capabilities}").AppendLine("PrivateUsers=no");
        }

        if (needs.Clock)
        {
            _ = text.AppendLine("ProtectClock=no").AppendLine("SystemCallFilter=@clock");
        }

        return text.ToString();
    }

    /// <summary>The arguments that a drop-in of ours starts the program with, and the user in it.</summary>
    public static (IReadOnlyList<string> Arguments, string? User) Read(string dropIn)
    {
        string[] lines = dropIn.ReplaceLineEndings("\n").Split('\n');
        var words = Unquote(ValueOf(lines, "ExecStart=") ?? "");
        var from = words.IndexOf("--service") + 1;
        if (from > 0 && from < words.Count && words[from] == "--instance")
        {
            from += 2;
        }

        return (from == 0 ? [] : words[from..], ValueOf(lines, "User="));
    }

    private static string Folder(bool isTemplate) => isTemplate ? $"{ServiceNames.Program}/%i" : ServiceNames.Program;

    private static string CommandLine(IReadOnlyList<string> program, string? instance, IReadOnlyList<string> arguments)
    {
        var words = program.Append("--service").Select(Quote);
        words = instance is null ? words : words.Append("--instance").Append(instance);
        return string.Join(' ', words.Concat(arguments.Select(Quote)));
    }

    // systemd.service(5): %, $ and quotes mean something to it.
    private static string Quote(string word)
    {
        var escaped = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("%", "%%", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal);
        return escaped.Length > 0 && !escaped.Any(c => char.IsWhiteSpace(c) || c is '\\' or '"' or '\'' or ';') ? escaped : $"\"{escaped}\"";
    }

    // What Quote has written.
    private static List<string> Unquote(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isQuoted, isWord) = (false, false);
        for (var n = 0; n < line.Length; n++)
        {
            var c = line[n];
            if (c == ' ' && !isQuoted)
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                }

                isWord = false;
                _ = word.Clear();
                continue;
            }

            isWord = true;
            if (c == '"')
            {
                isQuoted = !isQuoted;
                continue;
            }

            n += c is '\\' or '%' or '$' ? 1 : 0;
            _ = word.Append(n < line.Length ? line[n] : c);
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private static string? ValueOf(string[] lines, string name) => Array.FindLast(lines, l => l.StartsWith(name, StringComparison.Ordinal) && l.Length > name.Length)?[name.Length..];
}
