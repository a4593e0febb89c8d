using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Core.Observation;
using Gateway.Iec104.Sockets;

namespace Gateway.Host.Status;

/// <summary>Asks the groups how they are, each inside its own turn. One that is stuck holds up nobody for long (S1).</summary>
internal sealed class GroupLooks(GatewayEngine engine, TimeProvider time, DayTime day)
{
    // A group that is alive answers in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>All, in the order of the configuration, also those that could not be started.</summary>
    public Task<IReadOnlyList<GroupLook>> ReadAsync() => ReadAsync(engine.Groups, engine.Failed);

    /// <summary>The one of this id; none: there is none.</summary>
    public Task<IReadOnlyList<GroupLook>> ReadAsync(string id) =>
        ReadAsync([.. engine.Groups.Where(g => g.Config.Id == id)], [.. engine.Failed.Where(f => f.Config.Id == id)]);

    /// <summary>What one group answers to something that is done in its turn.</summary>
    /// <exception cref="TimeoutException">It is stuck; since when, and what becomes of the order, in words.</exception>
    public async Task<T> AskAsync<T>(GroupHost group, Func<GroupHost, Task<T>> ask)
    {
        try
        {
            return await Task.Run(() => ask(group)).WaitAsync(Patience, time);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"group {group.Config.Id} ({group.Config.Name}) is stuck: it does not answer{SinceOf(group)}; should it go on, this is done then", e);
        }
        catch (OrdersFullException e)
        {
            throw new TimeoutException($"group {group.Config.Id} ({group.Config.Name}) does not answer{SinceOf(group)}; {e.Message}", e);
        }
    }

    // On threads of the pool: whoever takes a turn of a group that is stuck is stuck with it.
    private async Task<IReadOnlyList<GroupLook>> ReadAsync(IReadOnlyList<GroupHost> groups, IReadOnlyList<FailedGroup> failed)
    {
        Task<GroupSnapshot>[] answers = [.. groups.Select(g => Task.Run(g.SnapshotAsync))];
        await ((Task)Task.WhenAll(answers)).WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var looks = new List<GroupLook>(groups.Count + failed.Count);
        foreach (var (group, answer) in groups.Zip(answers))
        {
            looks.Add(answer.IsCompleted ? new GroupLook(await answer, Missing: null) : Unknown(group.Config, MissingGroup.Stuck(SinceOf(group))));
        }

        // From the first on: each finds those before it in their places.
        foreach (var missing in failed)
        {
            looks.Insert(Math.Min(missing.Place, looks.Count), Unknown(missing.Config, MissingGroup.NotStarted(missing.Why)));
        }

        return looks;
    }

    // Empty: it has just answered.
    private string SinceOf(GroupHost group) => group.SilentSince is { } silent ? $" since {day.At(silent).ToLocalTime():yyyy-MM-dd HH:mm:ss}" : "";

    private static GroupLook Unknown(GroupConfig config, MissingGroup why) => new(GroupSnapshot.Unknown(config, TurnClock.MachineTime), why);
}
