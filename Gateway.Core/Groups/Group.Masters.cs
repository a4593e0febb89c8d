using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Delivery;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

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

    /// <summary>
    /// A master has connected (S7..S10, S12): it gets a seat, or is refused. Its port is not begun yet; the caller begins or closes it.
    /// </summary>
    public MasterSession? Admit(IPEndPoint peer, MasterPortConfig portConfig, IMasterPort port)
    {
        var refusal = RtuState is RtuState.Disconnected or RtuState.Connecting or RtuState.Closed || _closeBy != Instant.Never
            ? "the RTU is not connected"
            : Admission.Check(
                _config, portConfig, peer.Address, _rtuAddress, [.. _masters.Where(m => m.PortConfig == portConfig && m.Doom is null)], out var leaving) is { } why
            ? why
            : MakeRoom(leaving);
        var seat = refusal is null ? FreeSeat() : -1;
        if (seat < 0)
        {
            Counters.Refused++;
            _refusals.Refused(peer.Address, refusal ?? "all seats of the group are taken", Now);
            Wake(_refusals.Deadline);
            return null;
        }

        var master = new MasterSession(new MasterId((byte)seat), port, _config.Name, portConfig, peer, Now);
        _seats[seat] = master;
        _masters.Add(master);
        Touch(master);
        _observer.Happened(GroupEventKind.MasterConnected, master.Name, $"Connected to IP: {peer.Address}, Port: {peer.Port}");
        return master;
    }

    /// <summary>STARTDT act has come; its con is on the way.</summary>
    public void Started(MasterSession master)
    {
        Touch(master);
        master.IsStarted = true;
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
            master.Queue.PushFront(new QueueEntry(_store.Add([0, 0, 0, 0], uses: 1), 0, head, CopyKind.Unbound));
            _observer.Happened(GroupEventKind.EndOfInitializationSent, master.Name, "End of initialization transmitted.");
        }

        _observer.Happened(GroupEventKind.MasterCount, _config.Name, $"No. of connected masters: {_started.Count}");
    }

    /// <summary>STOPDT act has come: nothing new is sent to it; what was sent may still be acknowledged (L7).</summary>
    public void Stopped(MasterSession master)
    {
        Touch(master);
        _observer.Happened(GroupEventKind.MasterStopped, master.Name, "stopdt act received.");
        StopServing(master);
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
        for (; count > 0 && master.Sent.Count > 0; count--)
        {
            var copy = master.Sent.PopFront();
            if (copy.Kind == CopyKind.Event)
            {
                _ledger.Confirm(copy.Slot, master.Id);
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
        _observer.Happened(GroupEventKind.MasterNoted, master.Name, what);
    }

    private void Touch(MasterSession master) => _touched.Add(master.Id);

    private int FreeSeat() => Array.IndexOf(_seats, null, 1);

    private string? MakeRoom(MasterSession[] leaving)
    {
        foreach (var master in leaving)
        {
            Doom(master, "a newer connection takes its place");
        }

        return null;
    }

    private void Enqueue(MasterSession master, in QueueEntry entry)
    {
        if (master.Doom is not null || master.IsDraining)
        {
            _store.Return(entry.Place);
        }
        else if (master.Queue.Count >= _config.BufferSize)
        {
            // D5: the others do not wait for it.
            _store.Return(entry.Place);
            Doom(master, $"too slow: {_config.BufferSize} APDUs wait for it (buffsize); it must connect anew and interrogate");
        }
        else
        {
            master.Queue.PushBack(entry);
            Touch(master);
        }
    }

    private void Fill(MasterSession? master)
    {
        if (master is null || master.Doom is not null)
        {
            return;
        }

        HoldRequests(master);
        var room = Math.Min(master.Port.Room, master.Queue.Count);
        if (master.Sent.Count == 0)
        {
            master.LastConfirmed = Now;
        }

        for (; room > 0; room--)
        {
            var entry = master.Queue.PopFront();
            master.Port.Put(entry.Head, _store[entry.Place]);
            master.Sent.PushBack(new SentCopy(entry.Slot, entry.Kind));
            _store.Return(entry.Place);
            master.Delivered++;
            Counters.ToMasters++;

            // The socket may fill before the window does.
            if (room > 1 && master.Port.Room == 0)
            {
                break;
            }
        }
    }

    private void HoldRequests(MasterSession master)
    {
        var full = master.WaitingRequests >= _config.BufferSize / 2;
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
            // Its acknowledgement is due now.
            _held.Remove(master.Id);
            Touch(master);
        }
    }

    // It gets nothing new, and what it held counts no more.
    private void StopServing(MasterSession master)
    {
        if (!master.IsStarted)
        {
            return;
        }

        master.IsStarted = false;
        _started.Remove(master.Id);
        var missed = DropQueue(master);
        CountMissed(master, missed);
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

    private int DropQueue(MasterSession master)
    {
        var missed = 0;
        while (master.Queue.Count > 0)
        {
            var entry = master.Queue.PopFront();
            missed += entry.Kind == CopyKind.Event ? 1 : 0;
            _store.Return(entry.Place);
        }

        return missed;
    }

    private void CountMissed(MasterSession master, int missed)
    {
        if (missed > 0)
        {
            Counters.Missed += missed;
            _observer.Happened(GroupEventKind.MasterMissed, master.Name, $"missed {missed} events that it had not acknowledged; it should interrogate");
        }
    }

    private void Remove(MasterSession master)
    {
        StopServing(master);
        var missed = DropQueue(master);
        while (master.Sent.Count > 0)
        {
            missed += master.Sent.PopFront().Kind == CopyKind.Event ? 1 : 0;
        }

        CountMissed(master, missed);
        _seats[master.Id.Value] = null;
        _ = _masters.Remove(master);
        _touched.Remove(master.Id);
        _held.Remove(master.Id);
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
        foreach (var master in _masters)
        {
            if (drain && master.IsStarted && (master.Queue.Count > 0 || !master.Port.IsDrained))
            {
                master.DrainUntil = Now + DrainTime;
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
        for (var i = _masters.Count - 1; i >= 0; i--)
        {
            var master = _masters[i];
            if (master.IsDraining && (Now >= master.DrainUntil || (master.Queue.Count == 0 && master.Port.IsDrained)))
            {
                master.Port.Close();
                _observer.Happened(GroupEventKind.MasterClosed, master.Name, "closed: the RTU link is lost");
                Remove(master);
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
