using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Stations;

/// <summary>Gets an ASDU inside the station's turn; its octets are valid during the call alone. It must not block.</summary>
public delegate void AsduHandler(in AsduView asdu);
