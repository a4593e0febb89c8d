using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>When a request is sent, under which OA, and when it is too late (R3, R5, R9).</summary>
internal sealed partial class RequestBook
{
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
        if (!desk.TrySend(request.Head with { Originator = originator }, request.Objects))
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
        var endsFile = request.ExpectsAnswer && IsFileAcknowledged(request.Head.Type, request.Objects);
        if (!request.ExpectsAnswer || (running is not null && !request.IsDeactivation))
        {
            // Nothing to wait for, or a further step of a file transfer.
            _ = running?.LastSign = now;
            request.State = RequestState.Ended;
            Tell(request, CommandResult.Sent);
            if (endsFile && running is not null)
            {
                // Its key is free; what the RTU says to it still finds its master.
                Tell(running, CommandResult.Sent);
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
            Tell(request, CommandResult.Sent);
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

    private void RefuseWaiting(int index, Request request, DropReason why)
    {
        _waiting.RemoveAt(index);
        foreach (var asker in request.Askers)
        {
            asker.Master.WaitingRequests--;
            Refuse(asker.Master, request.Head with { Originator = asker.Originator }, request.Objects, why);
        }

        request.State = RequestState.Ended;
        Tell(request, request.Askers.Count > 0 ? CommandResult.Refused : CommandResult.Dropped, why);
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
