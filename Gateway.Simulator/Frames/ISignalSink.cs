namespace Gateway.Simulator.Frames;

/// <summary>Where simulated stations tell what they saw: logs, scenarios, reports. Called from any thread; it returns at once.</summary>
public interface ISignalSink
{
    void Seen(Signal signal);
}
