namespace Gateway.Host.Time;

/// <summary>What a round came to.</summary>
/// <param name="Cause">Alike for rounds that came to the same: who has answered, who has not and why; what differs each time (an offset, a pause) is not in it.</param>
internal sealed record TimeOutcome(TimeStatus Status, string Cause);
