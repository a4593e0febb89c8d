using Gateway.Core.Hosting;

namespace Gateway.Host.Services;

/// <summary>
/// Looks whether every group is alive: at each look the groups must have answered what the look before has asked. Only then is the
/// supervisor told so; a group that is stuck is told by its name.
/// </summary>
internal sealed class Watchdog(Func<IReadOnlyList<GroupHost>> groups, ISupervisor supervisor, Action<string> tell) : IDisposable
{
    private static readonly TimeSpan WithoutSupervisor = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private (GroupHost Group, Task Answer)[] _asked = [];
    private volatile GroupHost[] _stuck = [];

    /// <summary>Who was stuck at the last look.</summary>
    public IReadOnlyList<string> Stuck => [.. _stuck.Select(NameOf)];

    /// <summary>Looks at once, and then as often as the supervisor wants it, until it is disposed of.</summary>
    public static Watchdog Start(Func<IReadOnlyList<GroupHost>> groups, ISupervisor supervisor, Action<string> tell)
    {
        var watchdog = new Watchdog(groups, supervisor, tell);
        watchdog.Look();
        _ = watchdog.WatchAsync(supervisor.AliveEvery ?? WithoutSupervisor);
        return watchdog;
    }

    /// <summary>One look. One caller at a time.</summary>
    public void Look()
    {
        GroupHost[] stuck = [.. _asked.Where(a => !a.Answer.IsCompleted).Select(a => a.Group)];
        foreach (var group in stuck.Except(_stuck))
        {
            tell($"{NameOf(group)} is stuck: it has not taken its turn since the last look");
        }

        foreach (var group in _stuck.Except(stuck).Intersect(groups()))
        {
            tell($"{NameOf(group)} goes on");
        }

        if (!stuck.SequenceEqual(_stuck))
        {
            supervisor.Status(stuck.Length == 0 ? "Every group goes on" : $"Stuck: {string.Join(", ", stuck.Select(NameOf))}");
        }

        _stuck = stuck;
        if (stuck.Length == 0)
        {
            supervisor.Alive();
        }

        // On a thread of the pool: whoever takes a turn of a group that is stuck is stuck with it. Who has not answered is not asked again.
        _asked = [.. groups().Select(g => (g, Array.Find(_asked, a => a.Group == g && !a.Answer.IsCompleted).Answer ?? Task.Run(g.ProbeAsync)))];
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private static string NameOf(GroupHost group) => $"group {group.Config.Id} ({group.Config.Name})";

    private async Task WatchAsync(TimeSpan period)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // That is its end.
        }
    }
}
