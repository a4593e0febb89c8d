using Gateway.Iec104.Sockets;

namespace Gateway.Iec104.Stations;

/// <summary>What a controlling and a controlled station have in common: a turn, in which everything happens, whoever calls.</summary>
public abstract class Station : ITurnOwner
{
    private readonly StationRuntime _runtime;

    private protected Station(StationRuntime? runtime)
    {
        _runtime = runtime ?? StationRuntime.Shared;
        Turn = new Turn(this, new TurnClock());
        _runtime.Deadlines.Add(Turn);
    }

    private protected Turn Turn { get; }

    private protected Instant Now => Turn.Clock.Now;

    private protected abstract Instant NextDeadline { get; }

    Instant ITurnOwner.Deadline => NextDeadline;

    void ITurnOwner.Flush() => FlushAll();

    void ITurnOwner.Expire() => ExpireAll();

    void ITurnOwner.Failed(Exception defect) => CloseAll($"defect: {defect.Message}");

    private protected abstract void FlushAll();

    private protected abstract void ExpireAll();

    private protected abstract void CloseAll(string why);

    /// <summary>Does something inside the turn, now or as soon as it is free.</summary>
    private protected void Post(Action what) => Turn.Enter(new Work(what));

    /// <summary>The same, and tells when it is done.</summary>
    private protected Task DoAsync(Action what)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
#pragma warning disable CA1031 // The caller gets it.
            try
            {
                what();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
#pragma warning restore CA1031
        });
        return done.Task;
    }

    private protected async Task EndAsync()
    {
        await DoAsync(() => CloseAll("closed by this program"));
        _runtime.Deadlines.Remove(Turn);
    }

    private sealed class Work(Action what) : TurnInput
    {
        protected internal override void Run() => what();
    }
}
