using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Core.Requests;

/// <summary>What a reply means for its request (R4, R5).</summary>
internal sealed partial class RequestBook
{
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
            Tell(request, cause >= Cause.UnknownTypeIdentification ? CommandResult.Unknown : CommandResult.Negative, answer: reply.Cot);
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
                Tell(request, CommandResult.Positive, answer: reply.Cot);
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
                    Tell(deactivated, CommandResult.Deactivated, answer: reply.Cot);
                    Finish(deactivated);
                }

                Tell(request, CommandResult.Positive, answer: reply.Cot);

                Finish(request);
                break;

            case Cause.ActivationTermination when request.State != RequestState.Open || request.Key.IsInterrogation:
                Finish(request);
                break;

            case Cause.Request when request.Key.Family is TypeIdentification.C_RD_NA_1 or RequestKey.Directory:
                Tell(request, CommandResult.Positive, answer: reply.Cot);
                End(request);
                break;

            case Cause.FileTransfer when IsFileAcknowledged(reply.Type, reply.Objects):
                Tell(request, CommandResult.Positive, answer: reply.Cot);
                End(request);
                break;

            default:
                if (request.Key.Family == RequestKey.File)
                {
                    Tell(request, IsNotReady(reply) ? CommandResult.Negative : CommandResult.Positive, answer: reply.Cot);
                }

                request.HasData = true;
                break;
        }
    }

    // AFQ 1 and 2: the whole file is acknowledged, positively or not (60870-5-101, 7.2.6.32).
    private static bool IsFileAcknowledged(TypeIdentification type, ReadOnlySpan<byte> objects) =>
        type == TypeIdentification.F_AF_NA_1 && objects.Length > 6 && (objects[6] & 0x0F) is 1 or 2;

    // FRQ and SRQ: the file or the section cannot be had (60870-5-101, 7.2.6.28, 7.2.6.29).
    private static bool IsNotReady(in AsduView reply)
    {
        foreach (var part in reply.InformationObjects)
        {
            return (part.TryGet(out Frq file) && file.IsNegative) || (part.TryGet(out Srq section) && section.IsNotReady);
        }

        return false;
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
        request.State = RequestState.Ended;
    }
}
