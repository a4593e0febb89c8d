using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>Rows that wait for something to come from a master.</summary>
internal sealed class ConditionWatch
{
    private readonly List<(SignalCondition Condition, TaskCompletionSource Met)> _waiting = [];
    private readonly Lock _gate = new();

    public void Received(in AsduView asdu)
    {
        lock (_gate)
        {
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                if (_waiting[i].Condition.IsMetBy(asdu))
                {
                    _waiting[i].Met.TrySetResult();
                    _waiting.RemoveAt(i);
                }
            }
        }
    }

    /// <returns>False: it has not come in the condition's time.</returns>
    public async Task<bool> WaitAsync(SignalCondition condition, TimeProvider time, CancellationToken cancellation)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((condition, met));
        }

        try
        {
            await met.Task.WaitAsync(condition.Within, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _ = _waiting.RemoveAll(w => w.Met == met);
            }
        }
    }
}
