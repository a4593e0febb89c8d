namespace Gateway.Abstractions.Time;

/// <summary>Why a server gave no time.</summary>
/// <param name="What">In words for the user, without the server's name.</param>
public sealed record TimeFault(TimeFaultKind Kind, string What);
