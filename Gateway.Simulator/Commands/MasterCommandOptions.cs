using System.Collections.Immutable;
using System.Net;
using Gateway.Iec104;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Commands;

/// <summary>What <c>iec104-sim master</c> was told.</summary>
internal sealed record MasterCommandOptions
{
    public required ImmutableArray<MasterConfig> Masters { get; init; }

    public bool Start { get; init; }

    public bool Interrogate { get; init; }

    public bool Clock { get; init; }

    public bool Counters { get; init; }

    public bool Test { get; init; }

    public ImmutableArray<InformationObjectAddress> Reads { get; init; } = [];

    public ImmutableArray<CommandRequest> Commands { get; init; } = [];

    public ImmutableArray<MasterExpectation> Expectations { get; init; } = [];

    /// <summary>Null: until everything is done, or for ever when nothing was asked for.</summary>
    public TimeSpan? For { get; init; }

    public required Func<Signal, string> Format { get; init; }

    /// <summary>The first line; null: none.</summary>
    public string? Header { get; init; }

    public IPEndPoint? Http { get; init; }

    /// <summary>Something that ends: without it the masters stay until they are stopped.</summary>
    public bool HasWork => Interrogate || Clock || Counters || Test || !Reads.IsEmpty || !Commands.IsEmpty || !Expectations.IsEmpty;
}
