namespace Gateway.Simulator.Rtus;

/// <summary>
/// A process that moves by itself: measured values climb and fall or wander, breakers operate (a double point by way of its intermediate state).
/// It takes the RTU's rows of types 1..40, one event after the other.
/// </summary>
/// <param name="EventsPerSecond">On average exactly so: what a busy machine has missed comes behind.</param>
/// <param name="Seed">The same seed moves the same signals in the same way.</param>
public sealed record RtuProcess(double EventsPerSecond, int Seed = 1)
{
    /// <summary>Only rows with this index move; 0: all.</summary>
    public int Index { get; init; }

    /// <summary>How far a measured value goes from its value in the file, as a part of it.</summary>
    public double Reach { get; init; } = 0.2;
}
