using Gateway.Abstractions;
using Gateway.Core.Links;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Core.Requests;
using Gateway.Iec104;

namespace Gateway.Core.Groups;

/// <summary>What is told about a group, and what an operator may do to its masters (O2).</summary>
internal sealed partial class Group
{
    // A status is for people: of more requests or points the number is enough.
    private const int ToldRequests = 100;

    // An operator's drain ends at the latest then.
    private static readonly TimeSpan LongestRetiring = TimeSpan.FromSeconds(30);

    // Masters that an operator drains: not started any more, but answered.
    private MasterSet _retiring;
    private long _connections;
    private Instant _rtuSince;

    /// <summary>Where this group's events are told, so that its status knows of them.</summary>
    public IGroupObserver Observer => _observer;

    /// <summary>Everything about it as it is now. Inside the turn.</summary>
    public GroupSnapshot Snapshot() => new()
    {
        TakenAt = Now,
        Config = _config,
        Acknowledge = _acknowledge,
        Policies = [.. _chain.Names],
        Rtu = new RtuSnapshot(
            RtuState,
            _rtuSince,
            RtuState is RtuState.Disconnected && _failures == 0 && _rtuName.Length == 0 ? null : _search.Current,
            _ledger.Count,
            _ledger.Count > 0 ? _arrivals.Of(_ledger.Releasable, Now) : null,
            (_rtu as IOwnRtuLink)?.Outstanding,
            _failures),
        Masters = [.. _masters.Select(SnapshotOf)],
        Open = [.. _book.Sent.Where(r => r.State == RequestState.Open).Take(ToldRequests).Select(SnapshotOf)],
        Waiting = [.. _book.Waiting.Take(ToldRequests).Select(SnapshotOf)],
        OpenRequests = _book.Sent.Count(r => r.State == RequestState.Open),
        WaitingRequests = _book.Waiting.Count,
        Selected = [.. _book.Selected.Selections.Values.Take(ToldRequests).Select(
            s => new SelectSnapshot(s.Key.CommonAddress, new InformationObjectAddress(s.Key.Detail), s.Owner.Name, s.Until))],
        SelectedPoints = _book.Selected.Selections.Count,
        Faults = _observer.Faults,
        Counters = CounterSnapshot.Of(Counters),
    };

    /// <summary>An operator closes a master's connection. False: it is gone already.</summary>
    public bool Disconnect(long number)
    {
        if (_masters.Find(m => m.Number == number) is not { } master)
        {
            return false;
        }

        Doom(master, "an operator disconnected it");
        return true;
    }

    /// <summary>
    /// An operator takes a master out gently: nothing new is given to it and no request is taken from it; when it has acknowledged what was
    /// queued and its requests are answered, it is closed, at the latest after 30 s. False: it is gone already.
    /// </summary>
    public bool Drain(long number)
    {
        if (_masters.Find(m => m.Number == number) is not { } master)
        {
            return false;
        }

        if (!master.IsStarted)
        {
            Doom(master, "an operator drained it");
        }
        else if (!master.IsDraining && !master.IsRetiring)
        {
            PushFanOut();
            master.RetireBy = Now + LongestRetiring;
            _started.Remove(master.Id);
            _retiring.Add(master.Id);
            _lookAtAll = true;
            Touch(master);
            _observer.Happened(GroupEventKind.MasterDraining, master.Name, "an operator drains it: nothing new is given to it.");
        }

        return true;
    }

    private void CloseRetired()
    {
        foreach (var id in _retiring)
        {
            if (_seats[id.Value] is { IsRetiring: true, Doom: null } master && (Now >= master.RetireBy || IsEmptied(master)))
            {
                Doom(master, IsEmptied(master) ? "an operator drained it" : "an operator drained it; it did not take what was queued for it in time");
            }
        }
    }

    private static bool IsEmptied(MasterSession master) =>
        master.Queue.Count == 0 && master.Queue.IsAllConfirmed && master.Port.IsDrained && master.WaitingRequests == 0 && master.OpenRequests == 0;

    private MasterSnapshot SnapshotOf(MasterSession master) => new()
    {
        Number = master.Number,
        Name = master.Name,
        Peer = master.Peer,
        Port = master.PortConfig,
        Since = master.Since,
        IsStarted = master.IsStarted,
        StateSince = master.StateSince,
        IsDraining = master.IsDraining || master.IsRetiring,
        Queued = master.Queue.Count,
        OldestQueued = master.Queue.OldestEvent is { } slot ? _arrivals.Of(slot, Now) : null,
        Unacknowledged = master.Queue.Unconfirmed,
        Missed = master.Missed + master.MissedBefore,
        Sent = master.Delivered,
        Received = master.Asked,
        WaitingRequests = master.WaitingRequests,
        OpenRequests = master.OpenRequests,
        Originator = master.Originator,
    };

    private static RequestSnapshot SnapshotOf(Request request) => new(
        request.Key,
        request.Head.Type,
        request.Head.Cot.Cause,
        request.IsSelect,
        [.. request.Askers.Select(a => a.Master.Name).Distinct(StringComparer.Ordinal)],
        request.Arrived,
        request.State == RequestState.Waiting ? null : request.LastSign,
        request.Originator);
}
