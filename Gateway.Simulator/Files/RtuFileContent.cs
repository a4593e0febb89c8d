using System.Collections.Immutable;

namespace Gateway.Simulator.Files;

/// <summary>What stands in <c>iec104rs.csv</c> and the signal files that it names, and everything that its author should know.</summary>
/// <param name="Rtus">One for each RTU number, with all its ports; empty where nothing could be used.</param>
public sealed record RtuFileContent(ImmutableArray<RtuDefinition> Rtus, ImmutableArray<FileFinding> Findings);
