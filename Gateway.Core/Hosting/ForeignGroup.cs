using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;

namespace Gateway.Core.Hosting;

/// <summary>
/// A group with parts that others have written, while it is made: they may block, and hold up no other group (S1). So it is made on a thread of its
/// own, not of the pool, which others need. Who does not come back in time is given up; what it still makes is never started.
/// </summary>
internal sealed class ForeignGroup
{
    private readonly IGroupObserver _observer;
    private readonly Task _making;
    private (GroupHost? Host, string Why) _made;

    public ForeignGroup(GroupConfig config, IPluginLookup plugins, IGroupObserver observer)
    {
        (Config, _observer) = (config, observer);
        _making = Task.Factory.StartNew(
            () => _made = (GroupHost.TryCreate(config, plugins, observer, out var why), why), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public GroupConfig Config { get; }

    /// <summary>Done when all are made, or so much time is over. That one could not be made is told by <see cref="Take"/>.</summary>
    /// <exception cref="OperationCanceledException">Nobody wants them any more.</exception>
    public static async Task WhenMadeAsync(IReadOnlyCollection<ForeignGroup> groups, TimeSpan longest, TimeProvider time, CancellationToken stop)
    {
        await Task.WhenAll(groups.Select(g => g._making)).WaitAsync(longest, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
    }

    /// <param name="hint">What becomes of one that is stuck, in words.</param>
    /// <returns>Null: it could not be made, or has not been until now; the observer is told.</returns>
    public GroupHost? Take(TimeSpan waited, string hint, out string why)
    {
        if (_making.IsCompletedSuccessfully)
        {
            (var host, why) = _made;
            return host;
        }

        why = $"group {Config.Id} is not started: it is stuck in {string.Join(", ", GroupHost.ForeignParts(Config))}, which has not come back within {waited.TotalSeconds} s{hint}";
        _observer.Happened(GroupEventKind.Defect, "", why);
        return null;
    }
}
