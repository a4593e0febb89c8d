using System.Collections.Concurrent;

namespace Gateway.Tests.Simulator.Scenarios;

/// <summary>Runs everything that is begun in it on the test's own thread, so that it is known when there is nothing left to do.</summary>
internal sealed class Pump : SynchronizationContext, IDisposable
{
    private readonly SynchronizationContext? _before = Current;
    private readonly BlockingCollection<(SendOrPostCallback Does, object? State)> _work = [];

    public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

    public Task<T> Start<T>(Func<Task<T>> what)
    {
        SetSynchronizationContext(this);
        return what();
    }

    public void RunAll()
    {
        while (_work.TryTake(out var work))
        {
            work.Does(work.State);
        }
    }

    /// <summary>Something is under way on another thread; what it brings is run.</summary>
    public void Wait()
    {
        var work = _work.Take();
        work.Does(work.State);
    }

    public void Dispose()
    {
        SetSynchronizationContext(_before);
        _work.Dispose();
    }
}
