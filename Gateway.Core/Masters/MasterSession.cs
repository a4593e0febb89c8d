using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Delivery;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Masters;

/// <summary>One master while it is connected: its seat, its queue, what it has and has not acknowledged.</summary>
internal sealed class MasterSession(MasterId id, IMasterPort port, string group, MasterPortConfig portConfig, IPEndPoint peer, Instant since)
{
    /// <summary>APDUs that wait for it (D5).</summary>
    public Ring<QueueEntry> Queue = new();

    /// <summary>APDUs it has not acknowledged yet, oldest first.</summary>
    public Ring<SentCopy> Sent = new();

    public MasterId Id { get; } = id;

    public IMasterPort Port { get; } = port;

    public MasterPortConfig PortConfig { get; } = portConfig;

    public IPEndPoint Peer { get; } = peer;

    public Instant Since { get; } = since;

    /// <summary>As logs name it: its address, behind its own name where its port has one.</summary>
    public string Name { get; } = portConfig.Name == group ? $"Master: {peer}" : $"{portConfig.Name}: {peer}";

    /// <summary>Between STARTDT con and STOPDT con.</summary>
    public bool IsStarted { get; set; }

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

    /// <summary>Events that found its queue full (D5).</summary>
    public int Overflowed { get; set; }

    /// <summary>ASDUs sent to it.</summary>
    public long Delivered { get; set; }

    /// <summary>ASDUs it sent.</summary>
    public long Asked { get; set; }

    /// <summary>D4: what another left behind goes before anything newer; older orphans and the end of initialization (S6) stay in front.</summary>
    public void QueueOrphan(in QueueEntry orphan)
    {
        var place = 0;
        for (var i = 0; i < Queue.Count; i++)
        {
            ref var waits = ref Queue[i];
            if (waits.Kind == CopyKind.Event && (int)(waits.Slot - orphan.Slot) > 0)
            {
                break;
            }

            if (waits.Kind == CopyKind.Event || waits.Head.Type == TypeIdentification.M_EI_NA_1)
            {
                place = i + 1;
            }
        }

        Queue.PushFront(orphan);
        for (var i = 0; i < place; i++)
        {
            (Queue[i], Queue[i + 1]) = (Queue[i + 1], Queue[i]);
        }
    }

    public override string ToString() => Name;
}
