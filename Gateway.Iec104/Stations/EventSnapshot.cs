namespace Gateway.Iec104.Stations;

/// <summary>A controlled station's events at one moment.</summary>
/// <param name="Kept">Nobody has acknowledged them and nobody has them on the way.</param>
/// <param name="Waiting">On the way to a master, not sent yet; each master counts.</param>
/// <param name="Outstanding">Sent to a master that has not acknowledged them; each master counts.</param>
/// <param name="Overflow">Given up for newer ones since the station was made; each master that misses one counts.</param>
/// <param name="Returned">Sent, not acknowledged, and kept again because the connection was lost; since the station was made.</param>
public readonly record struct EventSnapshot(int Kept, int Waiting, int Outstanding, long Overflow, long Returned);
