using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Stations;

/// <summary>Decides on a command (types 45..64), inside the station's turn. It must not block.</summary>
public delegate CommandReply CommandHandler(in AsduView command);
