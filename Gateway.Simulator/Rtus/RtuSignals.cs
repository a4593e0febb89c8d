using System.Collections.Immutable;

namespace Gateway.Simulator.Rtus;

/// <summary>The signals and commands of a simulated RTU, in the order of their file; any number of RTUs share them.</summary>
public sealed record RtuSignals(ImmutableArray<SignalRow> Rows, ImmutableArray<CommandRow> Commands)
{
    public static readonly RtuSignals None = new([], []);
}
