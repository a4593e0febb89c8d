namespace Gateway.Host.Commands;

/// <summary>What <c>run</c> was told by the command line and its surroundings.</summary>
/// <param name="File">The configuration file, as people know it.</param>
/// <param name="LogFolder">Where the log files are written.</param>
/// <param name="Instance">What it is named by; the file's full path where that is not said.</param>
/// <param name="Web"><c>--web</c>; null: not said.</param>
/// <param name="WebFile">A JSON file whose <c>web</c> holds, for configurations in another form.</param>
/// <param name="UpdateSeconds">Of <c>--ntp_update_every_sec</c>; null: not given.</param>
/// <param name="Servers">Of <c>--ntp_server</c>.</param>
internal sealed record RunSettings(
    string File, string LogFolder, string Instance, bool NoGui, string? Web, string? WebFile, string? UpdateSeconds, IReadOnlyList<string> Servers);
