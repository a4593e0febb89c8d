using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>An RTU's own clock: the machine's, until a master sets it. The machine's is never touched.</summary>
internal sealed class RtuClock(TimeProvider time)
{
    /// <summary>How far it is ahead of the machine's.</summary>
    public TimeSpan Offset { get; private set; }

    public DateTime Now => Machine + Offset;

    /// <summary>The machine's, local.</summary>
    public DateTime Machine => time.GetLocalNow().DateTime;

    /// <summary>Clock synchronization; false where what was sent is no time.</summary>
    public bool TrySet(in AsduView request)
    {
        if (request.InformationObjects.Count == 0 || request.InformationObjects[0].Time56 is not { } sent || !sent.TryGetDateTime(out var now))
        {
            return false;
        }

        Offset = now - Machine;
        return true;
    }

    public void Reset() => Offset = TimeSpan.Zero;
}
