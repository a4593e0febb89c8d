namespace Gateway.Host.Status;

/// <summary>The whole status as one document (O2): <c>GET /api/v1/status</c>, described in docs/status-api.md.</summary>
internal sealed record StatusDocument(
    ProgramStatus Program,
    ConfigurationStatus Configuration,
    TimeStatus Time,
    IReadOnlyList<PluginState> Plugins,
    TotalStatus Totals,
    IReadOnlyList<GroupStatus> Groups);

/// <summary>The same without what is read from the groups: <c>GET /api/v1/status?groups=false</c>.</summary>
internal sealed record ProgramDocument(ProgramStatus Program, ConfigurationStatus Configuration, TimeStatus Time, IReadOnlyList<PluginState> Plugins);

/// <param name="Instance">What the local socket is named by; the configuration file's full path where nothing else was said.</param>
/// <param name="File">The configuration file's full path; null: the program runs without one.</param>
/// <param name="LogLinesDropped">Because the disk was too slow.</param>
/// <param name="LogLinesLost">Because a file could not be written.</param>
/// <param name="AuditLinesLost">Lines that are missing in the audit, whichever of the two was the reason.</param>
/// <param name="LogFilesFailing">Files that cannot be written now.</param>
/// <param name="Problems">What somebody should look at now, in words.</param>
internal sealed record ProgramStatus(
    string Name,
    string Version,
    string Instance,
    string? File,
    string Machine,
    int ProcessId,
    DateTimeOffset Started,
    DateTimeOffset Now,
    double CpuSeconds,
    long ResidentOctets,
    long LogLinesDropped,
    long LogLinesLost,
    long AuditLinesLost,
    int LogFilesFailing,
    IReadOnlyList<string> Problems);

/// <param name="File">Null: the program runs without one (demo).</param>
/// <param name="Loaded">When what runs was read.</param>
/// <param name="LastLoad">The last attempt to read it, also one that was not taken over.</param>
internal sealed record ConfigurationStatus(string? File, DateTimeOffset Loaded, LoadReport LastLoad);

/// <param name="IsTakenOver">False: everything runs on as it was before.</param>
/// <param name="Result">In words.</param>
internal sealed record LoadReport(DateTimeOffset At, bool IsTakenOver, string Result, int Errors, int Warnings, IReadOnlyList<FindingStatus> Findings);

/// <param name="Severity">error, warning.</param>
/// <param name="Text">All of it in one line, as <c>validate</c> prints it.</param>
/// <param name="Field">Of an edit: the property that it is about, <c>ports[0].filter[1]</c>.</param>
internal sealed record FindingStatus(string Severity, string File, int Line, int Column, string Message, string Advice, string Text, string? Field = null);

/// <param name="State">notConfigured, updated, noPrivilege, trying, or what else the client has.</param>
/// <param name="Text">As H4 words it.</param>
/// <param name="LastError">What went wrong in the last round, server by server; null: nothing.</param>
internal sealed record TimeStatus(
    string State, string Text, IReadOnlyList<string> Servers, DateTimeOffset? Updated = null, string? Server = null, double? OffsetSeconds = null, string? LastError = null);

/// <param name="State">loaded, failed.</param>
internal sealed record PluginState(string Name, string? Version, string State, string? Error);

/// <summary>All groups together.</summary>
/// <param name="Up">Groups whose RTU sends.</param>
/// <param name="Waiting">Groups whose RTU is connected, and nobody is started.</param>
/// <param name="Down">Groups whose RTU is not there.</param>
internal sealed record TotalStatus(int Groups, int Up, int Waiting, int Down, int WithProblems, int Masters, CounterStatus Counters);
