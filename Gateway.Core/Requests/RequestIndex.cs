using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>
/// The requests that were sent and may still get replies, by key and, within a key, in the order of sending. At most
/// <paramref name="capacity"/> that are no longer open are kept: the oldest goes first.
/// </summary>
internal sealed class RequestIndex(int capacity)
{
    private readonly Dictionary<RequestKey, Request> _byKey = [];
    private readonly LinkedList<Request> _all = [];

    /// <summary>In the order of sending.</summary>
    public LinkedList<Request> All => _all;

    public void Add(Request request)
    {
        _ = _all.AddLast(request);
        request.NextOfKey = null;
        if (!_byKey.TryGetValue(request.Key, out var first))
        {
            _byKey[request.Key] = request;
            return;
        }

        while (first.NextOfKey is { } next)
        {
            first = next;
        }

        first.NextOfKey = request;
    }

    public void Remove(Request request)
    {
        _ = _all.Remove(request);
        if (!_byKey.TryGetValue(request.Key, out var first))
        {
            return;
        }

        if (first == request)
        {
            if (request.NextOfKey is { } next)
            {
                _byKey[request.Key] = next;
            }
            else
            {
                _ = _byKey.Remove(request.Key);
            }
        }
        else
        {
            while (first.NextOfKey is { } next && next != request)
            {
                first = next;
            }

            first.NextOfKey = request.NextOfKey;
        }

        request.NextOfKey = null;
    }

    /// <summary>The oldest with this key, or null; the others hang on <see cref="Request.NextOfKey"/>.</summary>
    public Request? First(in RequestKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>The oldest open one with this key that is no deactivation.</summary>
    public Request? Open(in RequestKey key)
    {
        for (var r = First(key); r is not null; r = r.NextOfKey)
        {
            if (r.State == RequestState.Open && !r.IsDeactivation)
            {
                return r;
            }
        }

        return null;
    }

    /// <summary>What a deactivation deactivates: the open one with its key that was sent before it, or null.</summary>
    public Request? OpenBefore(Request deactivation)
    {
        for (var r = First(deactivation.Key); r is not null && r != deactivation; r = r.NextOfKey)
        {
            if (r.State == RequestState.Open && !r.IsDeactivation)
            {
                return r;
            }
        }

        return null;
    }

    /// <summary>R5: an interrogation that is open at this station, or at all of them.</summary>
    public bool HasInterrogation(CommonAddress address)
    {
        foreach (var r in _all)
        {
            if (r.State == RequestState.Open && r.Key.IsInterrogation && !r.IsDeactivation
                && (r.Key.CommonAddress == address || r.Key.CommonAddress.IsBroadcast || address.IsBroadcast))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The request that a reply answers (R4), or null.</summary>
    public Request? Find(in AsduView reply)
    {
        var key = RequestKey.Answered(reply);
        var own = Find(key, reply);
        if (own is { State: not RequestState.TimedOut })
        {
            return own;
        }

        if (TakesBroadcast(key.Family))
        {
            // A question to all stations asks the key of one that timed out again.
            var all = Find(key with { CommonAddress = CommonAddress.Broadcast }, reply);
            return own is null || all is { State: RequestState.Open } ? all : own;
        }

        // An unknown IOA or CA of a directory call comes back as the call, whose type is a file's.
        return own ?? (reply.Type == TypeIdentification.F_SC_NA_1
            ? Find(new RequestKey(RequestKey.Directory, reply.CommonAddress, reply.FirstAddress.Value), reply)
            : null);
    }

    /// <summary>One that is no longer open and has to make room, or null.</summary>
    public Request? Surplus()
    {
        if (_all.Count <= capacity)
        {
            return null;
        }

        foreach (var r in _all)
        {
            if (r.State != RequestState.Open)
            {
                return r;
            }
        }

        return null;
    }

    private static bool TakesBroadcast(TypeIdentification type) =>
        type is TypeIdentification.C_IC_NA_1 or TypeIdentification.C_CI_NA_1 or TypeIdentification.C_CS_NA_1 or TypeIdentification.C_RP_NA_1;

    // Of several with the same key: a DEACT_CON goes to the deactivation, an ACT_TERM of a command to the oldest confirmed one, anything else to
    // the open one; the RTU's refusal of a cause to the deactivation, where the other is confirmed already. What is over gets late replies after a timeout, and the replies of other stations to a broadcast.
    private Request? Find(in RequestKey key, in AsduView reply)
    {
        var cause = reply.Cause;
        Request? second = null;
        Request? third = null;
        for (var r = First(key); r is not null; r = r.NextOfKey)
        {
            switch (r.State)
            {
                case RequestState.Open when r.IsDeactivation ? cause == Cause.DeactivationConfirmation : AnswersOpen(r, cause):
                    return r;
                case RequestState.Open when r.IsDeactivation && cause >= Cause.UnknownTypeIdentification:
                case RequestState.Confirmed when cause == Cause.ActivationTermination
                    || (key.CommonAddress.IsBroadcast && r.IsDeactivation == (cause == Cause.DeactivationConfirmation)):
                    second ??= r;
                    break;
                case RequestState.Open when cause == Cause.ActivationTermination || cause >= Cause.UnknownTypeIdentification:
                case RequestState.TimedOut when r.IsDeactivation == (cause == Cause.DeactivationConfirmation):
                    third ??= r;
                    break;
            }
        }

        return second ?? third;
    }

    private static bool AnswersOpen(Request request, Cause cause) =>
        cause != Cause.DeactivationConfirmation
        && (cause != Cause.ActivationTermination || request.Key.IsInterrogation)
        && (cause < Cause.UnknownTypeIdentification || !(request.IsConfirmed || request.HasData));
}
