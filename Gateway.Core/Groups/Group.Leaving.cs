using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;

namespace Gateway.Core.Groups;

/// <summary>How a master leaves: by itself, closed by the gateway, drained (S4, D2, D5, R11).</summary>
internal sealed partial class Group
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private bool _anyDoomed;
    private bool _anyDraining;

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
