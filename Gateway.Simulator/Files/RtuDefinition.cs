using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Files;

/// <summary>An RTU as the files describe it: what <see cref="SimulatedRtu.Start"/> needs.</summary>
public sealed record RtuDefinition(RtuConfig Config, RtuSignals Signals);
