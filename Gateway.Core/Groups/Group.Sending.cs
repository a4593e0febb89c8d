using Gateway.Abstractions;
using Gateway.Core.Delivery;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Core.Groups;

/// <summary>What waits for each master, and how it goes out (D3, R3, R8, R9).</summary>
internal sealed partial class Group
{
    // R9: whose I APDUs are not acknowledged until it has fewer requests waiting.
    private MasterSet _held;

    // A run with heads as one master gets them.
    private byte[]? _rewritten;

    private void Enqueue(MasterSession master, in ApduRun run)
    {
        if (master.Doom is null && !master.IsDraining)
        {
            if (master.Queue.Count + run.Count > _config.BufferSize)
            {
                // An RTU whose k is larger than buffsize sends more in one turn: what the window takes need not wait for the turn's end.
                Fill(master);
            }

            if (master.Queue.Count + run.Count <= _config.BufferSize)
            {
                master.Queue.PushBack(run);
                _anyNearlyFull |= master.Queue.Count > _nearlyFull;
                Touch(master);
                return;
            }

            // D5: the others do not wait for it.
            Doom(master, $"too slow: {_config.BufferSize} APDUs wait for it (buffsize); it must connect anew and interrogate");
        }

        master.Missed += run.Kind == CopyKind.Event ? run.Count : 0;
    }

    private void Fill(MasterSession master)
    {
        HoldRequests(master);
        var queue = master.Queue;
        if (queue.IsAllConfirmed)
        {
            master.LastConfirmed = Now;
        }

        while (queue.Count > 0)
        {
            var apdus = WithOwnHeads(master, queue.Front);
            var octets = apdus.Length;
            var count = master.Port.Put(ref apdus);
            if (count == 0)
            {
                return;
            }

            queue.Sent(count, octets - apdus.Length);
            master.Delivered += count;
            Counters.ToMasters += count;
        }
    }

    // R3, R8: under the OA that the master had used itself, and its own number for the RTU.
    private ReadOnlySpan<byte> WithOwnHeads(MasterSession master, in ApduRun run)
    {
        var apdus = run.Apdus;
        if (run.Kind == CopyKind.Own || (run.Originator == OriginatorAddress.None && !_chain.HasMap))
        {
            return apdus;
        }

        Span<byte> own = _rewritten ??= new byte[ApduSegment.Size];
        apdus.CopyTo(own);
        for (var at = 0; at < apdus.Length; at += own[at + 1] + 2)
        {
            var asdu = own[(at + Apci.Octets)..];
            var head = AsduHead.Read(asdu);
            (head with { Originator = run.Originator, CommonAddress = _chain.ToMaster(master.Id, head.CommonAddress) }).Write(asdu);
        }

        return own[..apdus.Length];
    }

    private void HoldRequests(MasterSession master)
    {
        var full = 2 * master.WaitingRequests >= _config.BufferSize;
        if (full == _held.Contains(master.Id))
        {
            return;
        }

        master.Port.HoldsAcknowledgement = full;
        if (full)
        {
            _held.Add(master.Id);
        }
        else
        {
            // Its acknowledgement is due now, or soon.
            _held.Remove(master.Id);
            _lookAtAll = true;
        }
    }

    private void CountMissed(MasterSession master, int missed)
    {
        if (missed > 0)
        {
            Counters.Missed += missed;
            master.MissedBefore += missed;
            _observer.Happened(GroupEventKind.MasterMissed, master.Name, $"missed {missed} events that it had not acknowledged; it should interrogate");
        }
    }
}
