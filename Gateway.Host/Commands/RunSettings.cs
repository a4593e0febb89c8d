namespace Gateway.Host.Commands;

/// <summary>What <c>run</c> was told by the command line and its surroundings.</summary>
/// <param name="File">The configuration file, as people know it.</param>
/// <param name="LogFolder">Where the log files are written.</param>
/// <param name="UpdateSeconds">Of <c>--ntp_update_every_sec</c>; null: not given.</param>
/// <param name="Servers">Of <c>--ntp_server</c>.</param>
internal sealed record RunSettings(string File, string LogFolder, string? UpdateSeconds, IReadOnlyList<string> Servers);
