using Gateway.Abstractions.Configuration;

namespace Gateway.Core.Observation;

/// <summary>A port on which masters are served.</summary>
/// <param name="Port">The number bound; that of the configuration where it is not.</param>
/// <param name="Error">Why it cannot be had, in words; null: it can.</param>
public sealed record PortSnapshot(MasterPortConfig Config, int Port, bool IsListening, string? Error);
