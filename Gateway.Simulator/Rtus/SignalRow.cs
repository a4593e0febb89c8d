using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>A signal that an RTU may send: a row of the signal file.</summary>
/// <param name="Line">Where it stands in its file.</param>
/// <param name="Index">Rows with the same one are sent together.</param>
/// <param name="IsInterrogated">GI=Y: part of the answer to an interrogation.</param>
/// <param name="Wait">The pause behind it.</param>
public sealed record SignalRow(
    int Line,
    int Index,
    bool IsInterrogated,
    TypeIdentification Type,
    InformationObjectAddress Object,
    SignalValue Value,
    TimeSpan Wait = default,
    SignalCondition? Condition = null,
    string Comment = "");
