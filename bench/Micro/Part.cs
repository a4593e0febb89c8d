namespace Gateway.Bench;

/// <summary>One part of the way of an ASDU.</summary>
/// <param name="Name">What it does once.</param>
/// <param name="Make">Prepares it; what comes back does it so many times.</param>
internal sealed record Part(string Name, Func<Action<int>> Make);
