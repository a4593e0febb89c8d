using System.Net;
using Gateway.Iec104.Links;

namespace Gateway.Iec104.Stations;

/// <summary>What a <see cref="ControllingStation"/> may be told.</summary>
public sealed record ControllingOptions
{
    public static readonly ControllingOptions Default = new();

    public LinkConfig Link { get; init; } = LinkConfig.Default;

    /// <summary>The address to come from; null: the system chooses.</summary>
    public IPAddress? LocalAddress { get; init; }

    public OriginatorAddress Originator { get; init; }

    /// <summary>How long an answer may take; each sign of it starts the time anew.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Every ASDU that comes in, replies too.</summary>
    public AsduHandler? OnAsdu { get; init; }

    public StationRuntime? Runtime { get; init; }
}
