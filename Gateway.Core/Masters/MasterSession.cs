using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Delivery;
using Gateway.Iec104;

namespace Gateway.Core.Masters;

/// <summary>One master while it is connected: its seat, its queue, what it has and has not acknowledged.</summary>
internal sealed class MasterSession(
    MasterId id, long number, IMasterPort port, string group, MasterPortConfig portConfig, IPEndPoint peer, MasterQueue queue, Instant since)
{
    public MasterId Id { get; } = id;

    /// <summary>Its connection, counted since the group started.</summary>
    public long Number { get; } = number;

    public IMasterPort Port { get; } = port;

    public MasterPortConfig PortConfig { get; } = portConfig;

    public IPEndPoint Peer { get; } = peer;

    public Instant Since { get; } = since;

    /// <summary>What waits for it (D5), and what it has not acknowledged.</summary>
    public MasterQueue Queue { get; } = queue;

    /// <summary>Events that were not even queued, because it is being closed.</summary>
    public int Missed { get; set; }

    /// <summary>Events that were queued and dropped when it was stopped.</summary>
    public long MissedBefore { get; set; }

    /// <summary>As logs name it: its address, behind its own name where its port has one.</summary>
    public string Name { get; } = portConfig.Name == group ? $"Master: {peer}" : $"{portConfig.Name}: {peer}";

    /// <summary>Between STARTDT con and STOPDT con.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Since when it is started, or stopped.</summary>
    public Instant StateSince { get; set; } = since;

    /// <summary>S6: it has its end of initialization.</summary>
    public bool HasEndOfInitialization { get; set; }

    /// <summary>The first of the RTU's APDUs that came after it was started.</summary>
    public uint FirstSlot { get; set; }

    /// <summary>R3: its address at the RTU, from its first request on.</summary>
    public OriginatorAddress? Originator { get; set; }

    public int WaitingRequests { get; set; }

    public int OpenRequests { get; set; }

    /// <summary>The last time it acknowledged something, or had nothing to acknowledge.</summary>
    public Instant LastConfirmed { get; set; } = since;

    /// <summary>To be closed at the end of the turn, and why.</summary>
    public string? Doom { get; set; }

    /// <summary>S4: being closed, as soon as what is queued is written, at the latest then.</summary>
    public Instant DrainUntil { get; set; } = Instant.Never;

    public bool IsDraining => DrainUntil != Instant.Never;

    /// <summary>An operator drains it: closed as soon as it has all that is its own, at the latest then.</summary>
    public Instant RetireBy { get; set; } = Instant.Never;

    public bool IsRetiring => RetireBy != Instant.Never;

    /// <summary>ASDUs sent to it.</summary>
    public long Delivered { get; set; }

    /// <summary>ASDUs it sent.</summary>
    public long Asked { get; set; }

    public override string ToString() => Name;
}
