namespace Gateway.Simulator.Frames;

/// <summary>Where nobody listens.</summary>
public sealed class NoSink : ISignalSink
{
    public static readonly NoSink Instance = new();

    public void Seen(Signal signal)
    {
        // Nobody listens.
    }
}
