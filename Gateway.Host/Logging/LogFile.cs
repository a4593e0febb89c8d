namespace Gateway.Host.Logging;

/// <summary>A file of a log as pages list it.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Octets">Its size.</param>
/// <param name="Changed">UTC.</param>
internal sealed record LogFile(string Name, long Octets, DateTime Changed);
