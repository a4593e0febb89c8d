namespace Gateway.Host.Commands;

/// <summary>What <c>run</c> was told by the command line and its surroundings.</summary>
/// <param name="File">The configuration file, as people know it.</param>
/// <param name="LogFolder">Where the log files are written.</param>
internal sealed record RunSettings(string File, string LogFolder);
