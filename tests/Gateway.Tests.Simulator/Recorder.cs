using Gateway.Simulator.Frames;

namespace Gateway.Tests.Simulator;

/// <summary>Keeps every signal that it is told.</summary>
internal sealed class Recorder : ISignalSink
{
    private readonly List<Signal> _seen = [];

    public Signal[] Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    void ISignalSink.Seen(Signal signal)
    {
        lock (_seen)
        {
            _seen.Add(signal);
        }
    }
}
