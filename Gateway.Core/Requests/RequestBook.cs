using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Delivery;
using Gateway.Core.Masters;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>
/// Every request of the masters from its arrival to its end (R3, R5..R7, R9): sends it when its turn has come, lets identical interrogations
/// join, keeps selected points for their owner, refuses what is late, and knows who asked when a reply comes (R4).
/// <para>Invariants: of one key at most one request is open; at most one interrogation per common address; a request that waits is sent, refused
/// or taken back; one that is open ends by its reply or by <c>requestTimeout</c>.</para>
/// </summary>
internal sealed class RequestBook(GroupConfig config, AsduStore store, IRequestDesk desk)
{
    // Requests that are over but may still be answered; more are forgotten, the oldest first.
    private const int KeptAfterTheirEnd = 1024;

    private readonly List<Request> _waiting = [];
    private readonly RequestIndex _sent = new(KeptAfterTheirEnd);
    private readonly SelectTable _selected = new(config.SelectTimeout);
    private readonly OriginatorTable _originators = new();

    /// <summary>Requests that wait to be sent, in the order of their arrival.</summary>
    public IReadOnlyList<Request> Waiting => _waiting;

    /// <summary>Requests that were sent and may still be answered.</summary>
    public IEnumerable<Request> Sent => _sent.All;

    public SelectTable Selected => _selected;

    /// <summary>Replies whose OA named another session than their key (R4).</summary>
    public long OriginatorMismatches { get; private set; }

    /// <summary>When <see cref="Expire"/> wants to be called.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    /// <summary>A master's ASDU that the policies let pass (R2).</summary>
    public void Ask(MasterSession master, in AsduView asdu, CommonAddress rtuAddress, Instant now)
    {
        var head = asdu.Head with { CommonAddress = rtuAddress };
        var key = RequestKey.Mirrored(asdu) with { CommonAddress = rtuAddress };
        if (master.WaitingRequests >= config.BufferSize)
        {
            Refuse(master, head, asdu.Objects, DropReason.TooManyRequests);
        }
        else if (IsSelectedByAnother(key, head.Type, master))
        {
            Refuse(master, head, asdu.Objects, DropReason.SelectedByAnother);
        }
        else if (asdu.Cause == Cause.Deactivation)
        {
            Deactivate(master, key, head, asdu, now);
        }
        else if (!TryJoin(master, key, head, asdu.Objects))
        {
            Enqueue(NewRequest(key, head, asdu, RequestKinds.OpensRequest(asdu), now), master, asdu.Originator);
        }
    }

    /// <summary>A negative confirmation, as the RTU itself would give it (60870-5-101, 7.2.3); the CA is the RTU's.</summary>
    public void Refuse(MasterSession master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
        var cause = head.Cot.Cause switch
        {
            Cause.Activation => Cause.ActivationConfirmation,
            Cause.Deactivation => Cause.DeactivationConfirmation,
            var other => other,
        };
        desk.Refused(master, head, objects, why);
        desk.Answer(master, head with { Cot = head.Cot.With(cause, negative: true) }, objects);
    }

    /// <summary>Sends what can be sent, in the order of arrival.</summary>
    public void Pump(Instant now)
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var request = _waiting[i];
            if (now >= request.SendBy)
            {
                RefuseWaiting(i--, request, DropReason.TooLate);
            }
            else if (request.Askers.Count > 0 && IsSelectedByAnother(request.Key, request.Head.Type, request.Askers[0].Master))
            {
                RefuseWaiting(i--, request, DropReason.SelectedByAnother);
            }
            else if (!MustWait(request))
            {
                if (!TrySend(request, now))
                {
                    return;
                }

                _waiting.RemoveAt(i);
                i = MarkSent(request, now) ? -1 : i - 1;
            }
        }
    }

    /// <summary>The request that a reply of the RTU answers; null: nobody's.</summary>
    public Request? Find(in AsduView reply)
    {
        var request = _sent.Find(reply);
        if (request is not null && reply.Originator != request.Originator && reply.Originator != OriginatorAddress.None)
        {
            OriginatorMismatches++;
        }

        return request;
    }

    /// <summary>The reply has been handed on: what it means for the request (R5, R7).</summary>
    public void Answered(Request request, in AsduView reply, Instant now)
    {
        request.LastSign = now;
        var cause = reply.Cause;
        var negative = reply.Cot.IsNegative || cause >= Cause.UnknownTypeIdentification;
        UpdateSelection(request, reply, negative, now);
        if (negative)
        {
            if (request.IsDeactivation && _sent.OpenBefore(request) is { } goesOn)
            {
                goesOn.IsBeingDeactivated = false;
            }

            Finish(request);
            return;
        }

        switch (cause)
        {
            case Cause.ActivationConfirmation:
                request.IsConfirmed = true;
                if (request.Key.IsInterrogation)
                {
                    break;
                }

                if (request.IsSelect)
                {
                    Finish(request);
                }
                else
                {
                    LeaveOpen(request, RequestState.Confirmed);
                }

                break;

            case Cause.DeactivationConfirmation:
                if (request.IsDeactivation && _sent.OpenBefore(request) is { } deactivated)
                {
                    Finish(deactivated);
                }

                Finish(request);
                break;

            case Cause.ActivationTermination when request.State != RequestState.Open || request.Key.IsInterrogation:
                Finish(request);
                break;

            case Cause.Request when request.Key.Family is TypeIdentification.C_RD_NA_1 or RequestKey.Directory:
                End(request);
                break;

            case Cause.FileTransfer when IsFileAcknowledged(reply.Type, reply.Objects):
                End(request);
                break;

            default:
                request.HasData = true;
                break;
        }
    }

    /// <summary>A master has left (R9): what it had not sent goes, its selects are taken back, its replies go to nobody.</summary>
    public void Left(MasterSession master, Instant now)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            var request = _waiting[i];
            if (RemoveAsker(request, master) && request.Askers.Count == 0)
            {
                _waiting.RemoveAt(i);
                Drop(request);
            }
        }

        foreach (var request in _sent.All)
        {
            _ = RemoveAsker(request, master);
        }

        TakeBackSelects(master, now);
        if (master.Originator is { } originator)
        {
            _originators.Release(originator);
        }
    }

    /// <summary>S6: the RTU has restarted. Nothing that was open will be answered; what waits is sent yet.</summary>
    public void EndOpen()
    {
        while (_sent.All.First is { } first)
        {
            End(first.Value);
        }

        _selected.ClearAll();
    }

    /// <summary>S4: the RTU link is lost. Nothing is kept: a waiting command is never sent later.</summary>
    public void Clear()
    {
        EndOpen();
        foreach (var request in _waiting)
        {
            foreach (var asker in request.Askers)
            {
                asker.Master.WaitingRequests--;
                desk.Refused(asker.Master, request.Head with { Originator = asker.Originator }, store[request.Place], DropReason.NoRtu);
            }

            Drop(request);
        }

        _waiting.Clear();
    }

    /// <summary>Refuses what is late, and ends what has had no sign for too long.</summary>
    public void Expire(Instant now)
    {
        if (now < Deadline)
        {
            return;
        }

        Deadline = Instant.Never;
        for (var i = 0; i < _waiting.Count; i++)
        {
            var request = _waiting[i];
            if (now >= request.SendBy)
            {
                RefuseWaiting(i--, request, DropReason.TooLate);
            }
            else
            {
                Deadline = Instant.Min(Deadline, request.SendBy);
            }
        }

        for (var node = _sent.All.First; node is not null;)
        {
            var request = node.Value;
            node = node.Next;
            if (request.State == RequestState.TimedOut)
            {
                continue;
            }

            var until = request.LastSign + config.RequestTimeout;
            if (now < until)
            {
                Deadline = Instant.Min(Deadline, until);
            }
            else if (request.State == RequestState.Open)
            {
                desk.Note($"no answer to type {(byte)request.Head.Type} CA {request.Key.CommonAddress} within {config.RequestTimeout.TotalSeconds} s");
                LeaveOpen(request, RequestState.TimedOut);
            }
            else
            {
                End(request);
            }
        }

        _selected.Expire(now);
        Deadline = Instant.Min(Deadline, _selected.Deadline);
    }

    private static bool RemoveAsker(Request request, MasterSession master)
    {
        var removed = request.Askers.RemoveAll(a => a.Master == master);
        if (request.State == RequestState.Waiting)
        {
            master.WaitingRequests -= removed;
        }
        else if (request.State == RequestState.Open)
        {
            master.OpenRequests -= removed;
        }

        return removed > 0;
    }

    // AFQ 1 and 2: the whole file is acknowledged, positively or not (60870-5-101, 7.2.6.32).
    private static bool IsFileAcknowledged(TypeIdentification type, ReadOnlySpan<byte> objects) =>
        type == TypeIdentification.F_AF_NA_1 && objects.Length > 6 && (objects[6] & 0x0F) is 1 or 2;

    private Request NewRequest(in RequestKey key, in AsduHead head, in AsduView asdu, bool expectsAnswer, Instant now) => new()
    {
        Key = key,
        Head = head,
        Place = store.Add(asdu.Objects, uses: 1),
        Arrived = now,
        SendBy = RequestKinds.MaxAge(head.Type, config.CommandMaxAge) is { } age ? now + age : Instant.Never,
        IsSelect = RequestSelect.IsSelect(asdu),
        ExpectsAnswer = expectsAnswer,
    };

    private void Enqueue(Request request, MasterSession? master, OriginatorAddress originator)
    {
        if (master is not null)
        {
            request.Owner = master;
            request.Askers.Add(new Asker(master, originator));
            master.WaitingRequests++;
        }

        _waiting.Add(request);
        Deadline = Instant.Min(Deadline, request.SendBy);
    }

    // R6: an identical interrogation that waits, or whose first data have not come.
    private bool TryJoin(MasterSession master, in RequestKey key, in AsduHead head, ReadOnlySpan<byte> objects)
    {
        if (!key.IsInterrogation || head.Cot.Cause != Cause.Activation)
        {
            return false;
        }

        var running = FindWaiting(key) ?? _sent.Open(key);
        if (running is null || running.HasData || running.IsBeingDeactivated
            || running.Head.Cot != head.Cot || !objects.SequenceEqual(store[running.Place])
            || (running.State == RequestState.Open && master.OpenRequests >= config.BufferSize))
        {
            return false;
        }

        running.Askers.Add(new Asker(master, head.Originator));
        if (running.State == RequestState.Waiting)
        {
            master.WaitingRequests++;
        }
        else
        {
            master.OpenRequests++;
        }

        if (running.IsConfirmed)
        {
            desk.Answer(master, head with { Cot = head.Cot.With(Cause.ActivationConfirmation) }, objects);
        }

        return true;
    }

    private Request? FindWaiting(RequestKey key) => _waiting.Find(r => r.Key == key && !r.IsDeactivation);

    // R5, R6: a deactivation never waits for another request.
    private void Deactivate(MasterSession master, in RequestKey key, in AsduHead head, in AsduView asdu, Instant now)
    {
        var confirmation = head with { Cot = head.Cot.With(Cause.DeactivationConfirmation) };
        var running = key.IsInterrogation ? _sent.Open(key) : null;
        var own = FindOwnWaiting(key, master);
        if (own is not null)
        {
            // Not sent yet: it must not be sent after its deactivation.
            if (!own.Key.IsInterrogation)
            {
                Refuse(master, own.Head with { Originator = own.Askers[0].Originator }, store[own.Place], DropReason.TakenBack);
            }

            _ = RemoveAsker(own, master);
            if (own.Askers.Count == 0)
            {
                _ = _waiting.Remove(own);
                Drop(own);
            }

            if (running is null || !running.IsAskedBy(master))
            {
                desk.Answer(master, confirmation, asdu.Objects);
                return;
            }
        }

        if (running is not null && !running.IsAskedBy(master))
        {
            // Somebody else's interrogation goes on.
            desk.Answer(master, head with { Cot = head.Cot.With(Cause.DeactivationConfirmation, negative: true) }, asdu.Objects);
            return;
        }

        if (running is not null && running.Askers.Exists(a => a.Master != master))
        {
            _ = RemoveAsker(running, master);
            desk.Answer(master, confirmation, asdu.Objects);
            return;
        }

        _ = running?.IsBeingDeactivated = true;
        Enqueue(NewRequest(key, head, asdu, expectsAnswer: true, now), master, asdu.Originator);
    }

    private Request? FindOwnWaiting(RequestKey key, MasterSession master) =>
        _waiting.Find(r => r.Key == key && !r.IsDeactivation && r.IsAskedBy(master));

    private bool IsSelectedByAnother(in RequestKey key, TypeIdentification type, MasterSession master) =>
        RequestKinds.IsProcessCommand(type) && _selected.Find(key) is { } selection && selection.Owner != master;

    // R5: its key is taken, or an interrogation runs at its station; or the asker has as many open as its buffer holds.
    private bool MustWait(Request request)
    {
        if (request.IsDeactivation || !request.ExpectsAnswer)
        {
            return false;
        }

        if (request.Askers.Count > 0 && request.Askers[0].Master.OpenRequests >= config.BufferSize)
        {
            return true;
        }

        if (_sent.Open(request.Key) is { } open)
        {
            // The steps of one master's file transfer are one request.
            return !(open.Key.Family == RequestKey.File && request.Askers.Count > 0 && open.IsAskedBy(request.Askers[0].Master));
        }

        return request.Key.IsInterrogation && _sent.HasInterrogation(request.Key.CommonAddress);
    }

    private bool TrySend(Request request, Instant now)
    {
        var originator = OriginatorFor(request);
        if (!desk.TrySend(request.Head with { Originator = originator }, store[request.Place]))
        {
            return false;
        }

        request.Originator = originator;
        request.LastSign = now;
        return true;
    }

    // It is with the RTU. True: that has freed a key, and one that has come before may be sent now.
    private bool MarkSent(Request request, Instant now)
    {
        foreach (var asker in request.Askers)
        {
            asker.Master.WaitingRequests--;
        }

        var running = _sent.Open(request.Key);
        var endsFile = request.ExpectsAnswer && IsFileAcknowledged(request.Head.Type, store[request.Place]);
        if (!request.ExpectsAnswer || (running is not null && !request.IsDeactivation))
        {
            // Nothing to wait for, or a further step of a file transfer.
            _ = running?.LastSign = now;
            Drop(request);
            if (endsFile && running is not null)
            {
                // Its key is free; what the RTU says to it still finds its master.
                LeaveOpen(running, RequestState.TimedOut);
            }

            return endsFile;
        }

        ForgetTimedOut(request);
        request.State = RequestState.Open;
        _originators.Use(request.Originator);
        foreach (var asker in request.Askers)
        {
            asker.Master.OpenRequests++;
        }

        _sent.Add(request);
        Deadline = Instant.Min(Deadline, now + config.RequestTimeout);
        if (endsFile)
        {
            LeaveOpen(request, RequestState.TimedOut);
        }

        while (_sent.Surplus() is { } surplus)
        {
            End(surplus);
        }

        return false;
    }

    // R4: late replies go to the one that timed out until its key is asked again; a deactivation is another question.
    private void ForgetTimedOut(Request again)
    {
        for (var r = _sent.First(again.Key); r is not null;)
        {
            var next = r.NextOfKey;
            if (r.State == RequestState.TimedOut && r.IsDeactivation == again.IsDeactivation)
            {
                End(r);
            }

            r = next;
        }
    }

    private void UpdateSelection(Request request, in AsduView reply, bool negative, Instant now)
    {
        if (!RequestKinds.IsProcessCommand(request.Head.Type))
        {
            return;
        }

        if (request.IsSelect && !request.IsDeactivation)
        {
            if (reply.Cause == Cause.ActivationConfirmation && !negative && request.Owner is { } owner)
            {
                var selection = _selected.Select(request.Key, request.Head with { Originator = request.Originator }, store[request.Place], owner, now);
                Deadline = Instant.Min(Deadline, _selected.Deadline);
                if (!request.IsAskedBy(owner))
                {
                    // It has left meanwhile.
                    TakeBack(selection, now);
                }
            }

            return;
        }

        // The ACT_TERM of a confirmed execute says nothing of a select that came after it.
        var answered = negative || reply.Cause is Cause.ActivationConfirmation or Cause.DeactivationConfirmation;
        if (answered && request.State != RequestState.Confirmed && _selected.Find(request.Key) is { } own && own.Owner == request.Owner)
        {
            _selected.Clear(request.Key);
        }
    }

    // R9: the select of a master that has left is deactivated at the RTU; the point stays its own until that is answered.
    private void TakeBackSelects(MasterSession master, Instant now)
    {
        foreach (var selection in _selected.Selections.Values)
        {
            if (selection.Owner == master)
            {
                TakeBack(selection, now);
            }
        }
    }

    private void TakeBack(Selection selection, Instant now)
    {
        var head = selection.Head with { Cot = selection.Head.Cot.With(Cause.Deactivation) };
        var deactivation = new Request
        {
            Key = selection.Key,
            Head = head,
            Owner = selection.Owner,
            Place = store.Add(selection.Objects, uses: 1),
            Arrived = now,
            SendBy = now + config.CommandMaxAge,
            IsTakingBack = true,
            Originator = _originators.TryUse(head.Originator) ? head.Originator : OriginatorAddress.None,
        };
        Enqueue(deactivation, master: null, OriginatorAddress.None);
    }

    private void RefuseWaiting(int index, Request request, DropReason why)
    {
        _waiting.RemoveAt(index);
        foreach (var asker in request.Askers)
        {
            asker.Master.WaitingRequests--;
            Refuse(asker.Master, request.Head with { Originator = asker.Originator }, store[request.Place], why);
        }

        Drop(request);
    }

    private void Finish(Request request)
    {
        if (request.Key.CommonAddress.IsBroadcast)
        {
            // Other stations may answer yet.
            LeaveOpen(request, RequestState.Confirmed);
        }
        else
        {
            End(request);
        }
    }

    private void LeaveOpen(Request request, RequestState to)
    {
        if (request.State == RequestState.Open)
        {
            _originators.Release(request.Originator);
            foreach (var asker in request.Askers)
            {
                asker.Master.OpenRequests--;
            }
        }

        request.State = to;
        if (to == RequestState.Confirmed)
        {
            Deadline = Instant.Min(Deadline, request.LastSign + config.RequestTimeout);
        }
    }

    private void End(Request request)
    {
        LeaveOpen(request, RequestState.Ended);
        _sent.Remove(request);
        Drop(request);
    }

    private void Drop(Request request)
    {
        request.State = RequestState.Ended;
        store.Return(request.Place);
        if (request.IsTakingBack)
        {
            _originators.Release(request.Originator);
        }
    }

    private OriginatorAddress OriginatorFor(Request request)
    {
        if (config.Originator == OriginatorMode.Zero || request.Askers.Count == 0)
        {
            return request.Originator;
        }

        var master = request.Askers[0].Master;
        master.Originator ??= _originators.Take();
        return master.Originator.Value;
    }
}
