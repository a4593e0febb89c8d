namespace Gateway.Simulator.Frames;

/// <summary>Tells two sinks.</summary>
internal sealed class TwoSinks(ISignalSink one, ISignalSink other) : ISignalSink
{
    public void Seen(Signal signal)
    {
        one.Seen(signal);
        other.Seen(signal);
    }
}
