namespace Gateway.Simulator.Rtus;

/// <summary>Sends index groups: conditions, pauses, rounds.</summary>
internal sealed class IndexSender(SimulatedRtu rtu, RtuSignals signals, ConditionWatch conditions, TimeProvider time)
{
    // What may wait for masters before the next round begins.
    private const int MostWaiting = 1000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public async Task<SendResult> SendAsync(int index, TimeSpan? repeatFor, CancellationToken cancellation)
    {
        var rows = signals.Rows.Where(r => index == 0 || r.Index == index).ToArray();
        if (rows.Length == 0)
        {
            return default;
        }

        using var over = repeatFor is { } length ? new CancellationTokenSource(length, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        var result = default(SendResult);
        try
        {
            do
            {
                foreach (var row in rows)
                {
                    either.Token.ThrowIfCancellationRequested();
                    var isSent = await SendAsync(row, either.Token);
                    result = isSent ? result with { Sent = result.Sent + 1 } : result with { NotSent = result.NotSent + 1 };
                    if (isSent && row.Wait > TimeSpan.Zero)
                    {
                        await Task.Delay(row.Wait, time, either.Token);
                    }
                }

                if (repeatFor is not null)
                {
                    await TakenAsync(either.Token);
                }
            }
            while (repeatFor is not null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over.
        }

        return result;
    }

    private async Task<bool> SendAsync(SignalRow row, CancellationToken cancellation)
    {
        if (row.Condition is { } condition
            && ((condition.Rtu is { } only && only != rtu.Number) || (condition.Waits && !await conditions.WaitAsync(condition, time, cancellation))))
        {
            rtu.NotSent(row, condition);
            return false;
        }

        rtu.Send(row, row.Value);
        return true;
    }

    private async Task TakenAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(Look, time, cancellation);
            var events = await rtu.EventsAsync();
            if (events.Kept == 0 && events.Waiting < MostWaiting)
            {
                return;
            }
        }
    }
}
