using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>A command that an RTU obeys: a row of the signal file with a command's type.</summary>
/// <param name="Line">Where it stands in its file.</param>
/// <param name="Object">The command's IOA.</param>
/// <param name="Status">The IOA of the status point that answers.</param>
public sealed record CommandRow(int Line, TypeIdentification Type, InformationObjectAddress Object, InformationObjectAddress Status, string Comment = "");
