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

    /// <summary>Waits until all are made, at most so long. That one could not be made is told by <see cref="Take"/>.</summary>
    public static void Wait(IReadOnlyCollection<ForeignGroup> groups, TimeSpan longest, TimeProvider time)
    {
        if (groups.Count > 0)
        {
#pragma warning disable VSTHRD002 // The start waits for them; they are on threads of their own, and need this one for nothing.
            _ = Task.WaitAny(Task.WhenAll(groups.Select(g => g._making)).WaitAsync(longest, time));
#pragma warning restore VSTHRD002
        }
    }

    /// <returns>Null: it could not be made, or has not been until now; the observer is told.</returns>
    public GroupHost? Take(TimeSpan waited, out string why)
    {
        if (_making.IsCompletedSuccessfully)
        {
            (var host, why) = _made;
            return host;
        }

        why = $"group {Config.Id} is not started: it is stuck in {string.Join(", ", GroupHost.ForeignParts(Config))}, which has not come back within {waited.TotalSeconds} s; a reload or a restart tries it again";
        _observer.Happened(GroupEventKind.Defect, "", why);
        return null;
    }
}
