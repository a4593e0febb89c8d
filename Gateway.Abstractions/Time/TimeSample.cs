namespace Gateway.Abstractions.Time;

/// <summary>A measurement of the machine's clock.</summary>
/// <param name="Offset">What must be added to the machine's clock; negative where it is ahead.</param>
/// <param name="Delay">The round trip; the offset is wrong by half of it at most, if the server is right.</param>
/// <param name="Stratum">1: the server has a reference clock; 2..15: it has its time from one of the stratum below.</param>
/// <param name="Address">Who has answered, where the server is a name of several.</param>
public sealed record TimeSample(TimeSpan Offset, TimeSpan Delay, int Stratum, string Address);
