using System.Collections.Immutable;
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Links;

namespace Gateway.Simulator.Masters;

/// <summary>What a <see cref="SimulatedMaster"/> is told when it is made.</summary>
public sealed record MasterConfig
{
    public required string Name { get; init; }

    /// <summary>Where it connects to: tried in their order until one accepts, as with redundant ports.</summary>
    public required ImmutableArray<IPEndPoint> Targets { get; init; }

    /// <summary>The address that it comes from; null: the system chooses.</summary>
    public IPAddress? LocalAddress { get; init; }

    /// <summary>The station that its requests go to, unless they say another.</summary>
    public CommonAddress Address { get; init; } = new(1);

    public OriginatorAddress Originator { get; init; }

    /// <summary>k, w, t0..t3.</summary>
    public LinkConfig Link { get; init; } = LinkConfig.Default;

    /// <summary>How long an answer may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause before it connects again after a loss, and starts if it was started; null: it stays disconnected.</summary>
    public TimeSpan? Reconnect { get; init; }
}
