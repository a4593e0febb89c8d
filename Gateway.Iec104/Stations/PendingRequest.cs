using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Stations;

/// <summary>A request under way. Its answers can be awaited, together or one by one.</summary>
public sealed class PendingRequest
{
    private readonly TaskCompletionSource<RequestOutcome> _confirmation = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RequestOutcome> _termination = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal PendingRequest(byte[] asdu)
    {
        Asdu = asdu;
        var view = new AsduView(asdu);
        Key = RequestKey.Mirrored(view);
        IsDeactivation = view.Cause == Cause.Deactivation;
        IsSelect = RequestSelect.IsSelect(view);
    }

    /// <summary>ACT_CON or DEACT_CON, or the answer of a read; or why none came.</summary>
    public Task<RequestOutcome> Confirmation => _confirmation.Task;

    /// <summary>ACT_TERM; of a select and a deactivation, which have none, the confirmation. Another request that ends with its confirmation times out.</summary>
    public Task<RequestOutcome> Termination => _termination.Task;

    /// <summary>Information objects that came in answer to an interrogation or a read.</summary>
    public int Objects { get; private set; }

    internal byte[] Asdu { get; }

    internal RequestKey Key { get; }

    internal bool IsDeactivation { get; }

    internal bool IsSelect { get; }

    internal Instant Until { get; set; }

    /// <summary>Takes an ASDU; false: it answers something else.</summary>
    internal bool TryTake(in AsduView asdu)
    {
        var key = RequestKey.Answered(asdu);
        if (key != Key && !(Key.CommonAddress.IsBroadcast && key with { CommonAddress = Key.CommonAddress } == Key))
        {
            return false;
        }

        switch (asdu.Cause)
        {
            case >= Cause.UnknownTypeIdentification and <= Cause.UnknownInformationObjectAddress:
                End(RequestOutcome.Unknown);
                return true;
            case Cause.ActivationConfirmation when !IsDeactivation:
            case Cause.DeactivationConfirmation when IsDeactivation:
                // One that waits for its termination leaves the next confirmation to the next request.
                if (!_confirmation.TrySetResult(asdu.Cot.IsNegative ? RequestOutcome.Negative : RequestOutcome.Positive))
                {
                    return false;
                }

                if (asdu.Cot.IsNegative || IsDeactivation || IsSelect)
                {
                    _ = _termination.TrySetResult(asdu.Cot.IsNegative ? RequestOutcome.Negative : RequestOutcome.Positive);
                }

                return true;
            case Cause.ActivationTermination when !IsDeactivation:
                End(asdu.Cot.IsNegative ? RequestOutcome.Negative : RequestOutcome.Positive);
                return true;
            case Cause.Request:
                Objects += asdu.Vsq.Count;
                End(RequestOutcome.Positive);
                return true;
            case >= Cause.InterrogatedByStation and <= Cause.RequestedByGroup4Counter:
                Objects += asdu.Vsq.Count;
                return true;
            default:
                return false;
        }
    }

    internal bool IsOver => _confirmation.Task.IsCompleted && _termination.Task.IsCompleted;

    /// <summary>What has not been answered yet ends so.</summary>
    internal void End(RequestOutcome outcome)
    {
        _ = _confirmation.TrySetResult(outcome);
        _ = _termination.TrySetResult(outcome);
    }
}
