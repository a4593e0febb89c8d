using Gateway.Abstractions.Configuration;

namespace Gateway.Core.Hosting;

/// <summary>A group of the configuration that could not be started, and why, in words.</summary>
/// <param name="Place">Where it stands in the configuration, from 0.</param>
public sealed record FailedGroup(GroupConfig Config, string Why, int Place);
