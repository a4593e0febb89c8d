using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Delivery;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Core.Groups;

/// <summary>The masters' life, their queues, and what becomes of the copies of one that leaves (S4, S6, S9, D1, D2, D4, D5).</summary>
internal sealed partial class Group
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly MasterSession?[] _seats = new MasterSession?[MasterId.Seats];
    private readonly List<MasterSession> _masters = [];
    private MasterSet _started;

    // Who has something to write or to look at by the end of the turn.
    private MasterSet _touched;

    // R9: whose I APDUs are not acknowledged until it has fewer requests waiting.
    private MasterSet _held;
    private bool _anyDoomed;
    private bool _anyDraining;

    // A run with heads as one master gets them.
    private byte[]? _rewritten;

    /// <summary>
    /// A master has connected (S7..S10, S12): it gets a seat, or is refused. Its port is not begun yet; the caller begins or closes it.
    /// </summary>
    public MasterSession? Admit(IPEndPoint peer, MasterPortConfig portConfig, IMasterPort port)
    {
        MasterSession[] leaving = [];
        var refusal = _closeBy != Instant.Never
            ? "the group stops"
            : RtuState is RtuState.Disconnected or RtuState.Connecting or RtuState.Closed
            ? "the RTU is not connected"
            : Admission.Check(
                _config, portConfig, peer.Address, _rtuAddress, [.. _masters.Where(m => m.PortConfig == portConfig && m.Doom is null)], out leaving);
        refusal ??= FreeSeat() < 0 && leaving.Length == 0 ? "all seats of the group are taken" : null;
        if (refusal is not null)
        {
            Counters.Refused++;
            _refusals.Refused(peer.Address, refusal, Now);
            Wake(_refusals.Deadline);
            return null;
        }

        var seat = MakeRoom(leaving);
        var master = new MasterSession(new MasterId((byte)seat), ++_connections, port, _config.Name, portConfig, peer, new MasterQueue(_store), Now);
        _seats[seat] = master;
        _masters.Add(master);
        Touch(master);
        if (_tap is not null)
        {
            port.Watch(_tap, master);
        }

        _observer.Happened(GroupEventKind.MasterConnected, master.Name, $"Connected to IP: {peer.Address}, Port: {peer.Port}");
        return master;
    }

    /// <summary>STARTDT act has come; its con is on the way.</summary>
    public void Started(MasterSession master)
    {
        Touch(master);
        PushFanOut();
        master.IsStarted = true;
        master.StateSince = Now;
        master.FirstSlot = _ledger.Next;
        master.LastConfirmed = Now;
        _started.Add(master.Id);
        _observer.Happened(GroupEventKind.MasterStarted, master.Name, "startdt act/con done.");
        AdoptOrphans();
        if (!master.HasEndOfInitialization)
        {
            master.HasEndOfInitialization = true;
            var head = new AsduHead(
                TypeIdentification.M_EI_NA_1, new VariableStructureQualifier(1), Cause.Initialized, OriginatorAddress.None, master.PortConfig.CommonAddress);
            master.Queue.PushFront(new ApduRun(_store.Add(head, [0, 0, 0, 0]), CopyKind.Own));
            _observer.Happened(GroupEventKind.EndOfInitializationSent, master.Name, "End of initialization transmitted.");
        }

        _observer.Happened(GroupEventKind.MasterCount, _config.Name, $"No. of connected masters: {_started.Count}");
    }

    /// <summary>STOPDT act has come: nothing new is sent to it; what was sent may still be acknowledged (L7).</summary>
    public void Stopped(MasterSession master)
    {
        Touch(master);
        _observer.Happened(GroupEventKind.MasterStopped, master.Name, "stopdt act received.");
        var isRetiring = master.IsRetiring;
        StopServing(master);
        if (isRetiring)
        {
            Doom(master, "an operator drained it");
        }
    }

    /// <summary>Its connection is over, closed by the caller already.</summary>
    public void Left(MasterSession master, string why)
    {
        if (_seats[master.Id.Value] != master)
        {
            return;
        }

        _observer.Happened(GroupEventKind.MasterLeft, master.Name, $"Disconnected: {why}");
        Remove(master);
    }

    /// <summary>It has acknowledged so many more of its copies.</summary>
    public void Confirmed(MasterSession master, int count)
    {
        Touch(master);
        master.LastConfirmed = Now;
        for (; count > 0 && master.Queue.TryConfirm(count, out var run); count -= run.Count)
        {
            if (run.IsEvents)
            {
                _ledger.Confirm(run.Slot, run.Count, master.Id);
            }
        }
    }

    /// <summary>Something has come from it, be it half an APDU: its link may owe a con, and has another deadline (L1, L2).</summary>
    public void Heard(MasterSession master) => Touch(master);

    /// <summary>Its socket takes octets again.</summary>
    public void Writable(MasterSession master) => Touch(master);

    public void Noted(MasterSession master, string what)
    {
        Touch(master);
        Counters.Noted++;
        _observer.Happened(GroupEventKind.MasterNoted, master.Name, what);
    }

    private void Touch(MasterSession master) => _touched.Add(master.Id);

    private int FreeSeat() => Array.IndexOf(_seats, null, 1);

    // The seat of the newcomer.
    private int MakeRoom(MasterSession[] leaving)
    {
        foreach (var master in leaving)
        {
            Doom(master, "a newer connection takes its place");
        }

        if (FreeSeat() < 0)
        {
            // The seat of one who leaves is needed now.
            _ = CloseDoomed();
        }

        return FreeSeat();
    }

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

    // It gets nothing new, and what it held counts no more.
    private void StopServing(MasterSession master)
    {
        if (!master.IsStarted)
        {
            return;
        }

        PushFanOut();
        master.IsStarted = false;
        master.StateSince = Now;
        master.RetireBy = Instant.Never;
        _retiring.Remove(master.Id);

        // Stopped before it got its end of initialization (S6): the next start brings it.
        master.HasEndOfInitialization &= master.Delivered > 0;
        _started.Remove(master.Id);
        CountMissed(master, master.Queue.DropWaiting());
        LeaveBook(master);
        _ledger.Leave(master.Id);
        AdoptOrphans();
        if (_started.IsEmpty)
        {
            _observer.Happened(GroupEventKind.AllMastersGone, _config.Name, "All masters down.");
        }
    }

    private void LeaveBook(MasterSession master)
    {
        _book.Left(master, Now);
        master.Originator = null;
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

    private void Remove(MasterSession master)
    {
        StopServing(master);
        CountMissed(master, master.Queue.DropWaiting() + master.Queue.DropSent() + master.Missed);
        _seats[master.Id.Value] = null;
        _ = _masters.Remove(master);
        _touched.Remove(master.Id);
        _held.Remove(master.Id);
        _retiring.Remove(master.Id);
        _observer.Happened(GroupEventKind.MasterCount, _config.Name, $"No. of connected masters: {_started.Count}");
    }

    // Closed at the end of the turn, so that nobody is closed in the middle of a fan-out.
    private void Doom(MasterSession master, string why)
    {
        if (master.Doom is null)
        {
            master.Doom = why;
            _anyDoomed = true;
            Touch(master);
        }
    }

    // True: somebody was; what he leaves behind (orphans, a select to take back) is for another round.
    private bool CloseDoomed()
    {
        if (!_anyDoomed)
        {
            return false;
        }

        _anyDoomed = false;
        while (_masters.Find(m => m.Doom is not null) is { } master)
        {
            master.Port.Close();
            _observer.Happened(GroupEventKind.MasterClosed, master.Name, $"closed: {master.Doom}");
            Remove(master);
        }

        return true;
    }

    // S4: the RTU is gone, and so go the masters; what is queued is written first, as far as a second reaches.
    private void DisconnectAll(string why, bool drain)
    {
        PushFanOut();
        if (drain)
        {
            // Before the masters leave: it is not they who give up what waits.
            _book.Clear();
        }

        foreach (var master in _masters)
        {
            if (drain && master.IsStarted && (master.Queue.Count > 0 || !master.Port.IsDrained))
            {
                master.DrainUntil = Now + DrainTime;
                _anyDraining = true;
                _lookAtAll = true;
                master.IsStarted = false;
                _started.Remove(master.Id);
                LeaveBook(master);
                Touch(master);
            }
            else
            {
                Doom(master, why);
            }
        }
    }

    private void CloseDrained()
    {
        if (!_anyDraining)
        {
            return;
        }

        _anyDraining = false;
        for (var i = _masters.Count - 1; i >= 0; i--)
        {
            var master = _masters[i];
            if (master.IsDraining && (Now >= master.DrainUntil || (master.Queue.Count == 0 && master.Port.IsDrained)))
            {
                master.Port.Close();
                _observer.Happened(GroupEventKind.MasterClosed, master.Name, "closed: the RTU link is lost");
                Remove(master);
            }
            else
            {
                _anyDraining |= master.IsDraining;
            }
        }
    }

    // D2: a master that does not acknowledge in time would make the RTU give up.
    private void CloseOverdue()
    {
        if (_ledger.Due > Now)
        {
            return;
        }

        foreach (var id in _ledger.Overdue(Now))
        {
            if (_seats[id.Value] is { } master)
            {
                Doom(master, $"it has not acknowledged an event within {_patience.TotalSeconds:0.#} s (0.8 x t1); its t2 is too long, or it hangs");
            }
        }
    }
}
