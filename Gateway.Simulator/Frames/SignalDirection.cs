namespace Gateway.Simulator.Frames;

/// <summary>Seen from the simulated station that tells it.</summary>
public enum SignalDirection
{
    Received,

    Sent,

    /// <summary>Held back: the condition of its row was not met; or a request that is left unanswered because too many late answers wait.</summary>
    NotSent,
}
