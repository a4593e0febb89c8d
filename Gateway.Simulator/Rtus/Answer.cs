namespace Gateway.Simulator.Rtus;

/// <summary>One ASDU that follows from a request.</summary>
/// <param name="IsEvent">For everybody, and kept: the status that a command has changed. Otherwise it is for the asker.</param>
internal readonly record struct Answer(byte[] Asdu, bool IsEvent = false, string Comment = "");
