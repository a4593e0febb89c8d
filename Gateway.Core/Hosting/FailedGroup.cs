using Gateway.Abstractions.Configuration;

namespace Gateway.Core.Hosting;

/// <summary>A group of the configuration that could not be started, and why, in words.</summary>
public sealed record FailedGroup(GroupConfig Config, string Why);
