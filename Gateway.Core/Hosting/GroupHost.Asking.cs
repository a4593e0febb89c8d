using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Hosting;

/// <summary>What other threads ask of a group: questions, and orders. Each is done inside its turn; a group that is stuck answers none.</summary>
public sealed partial class GroupHost
{
    /// <summary>Orders that wait for the group's turn, at most: a group that is stuck gathers no more.</summary>
    public const int MostOrders = 64;

    private volatile Task<GroupSnapshot>? _asked;

    // When the oldest question was asked that has no answer yet; in ticks, 0: none.
    private long _askedAt;
    private int _orders;

    /// <summary>Since when it owes an answer; null: it owes none.</summary>
    public Instant? SilentSince => Interlocked.Read(ref _askedAt) is var at and > 0 ? new Instant(at) : null;

    /// <summary>Asks for a turn, in which nothing is done: a group that is alive answers.</summary>
    /// <returns>Never done while the group is stuck. The caller's thread may be the one that takes the turn.</returns>
    public Task ProbeAsync()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Ask(answered.SetResult);
        return answered.Task;
    }

    /// <summary>Everything about the group, taken inside its turn.</summary>
    public Task<GroupSnapshot> SnapshotAsync()
    {
        // Where somebody waits for one already it is the same: a group that is stuck gathers no askers.
        if (_asked is { IsCompleted: false } asked)
        {
            return asked;
        }

        return _asked = AskAsync(() => _group.Snapshot() with
        {
            Ports = [.. _listeners.Select((l, i) => new PortSnapshot(Config.Ports[i], l.Local.Port, l.IsListening, _portErrors[i]))],
        });
    }

    /// <summary>Closes a master's connection, by <see cref="MasterSnapshot.Number"/>.</summary>
    /// <returns>False: it is gone already.</returns>
    /// <exception cref="OrdersFullException">The group is stuck.</exception>
    public Task<bool> DisconnectAsync(long master) => OrderAsync(() => _group.Disconnect(master));

    /// <summary>Lets a master have what is its own, gives it nothing new, and then closes it; within 30 s.</summary>
    /// <returns>False: it is gone already.</returns>
    /// <exception cref="OrdersFullException">The group is stuck.</exception>
    public Task<bool> DrainAsync(long master) => OrderAsync(() => _group.Drain(master));

    private Task<bool> OrderAsync(Func<bool> what)
    {
        if (Interlocked.Increment(ref _orders) > MostOrders)
        {
            _ = Interlocked.Decrement(ref _orders);
            return Task.FromException<bool>(new OrdersFullException(MostOrders));
        }

        return AskAsync(() =>
        {
            _ = Interlocked.Decrement(ref _orders);
            return what();
        });
    }

    // A fault in an answer is the asker's, not the group's: it must not be begun anew for it.
    private Task<T> AskAsync<T>(Func<T> what)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Ask(() =>
        {
            try
            {
                answer.SetResult(what());
            }
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                answer.SetException(e);
            }
        });
        return answer.Task;
    }

    private void Ask(Action what)
    {
        _ = Interlocked.CompareExchange(ref _askedAt, TurnClock.MachineTime.Ticks, 0);
        _turn.Enter(new Request(() =>
        {
            _ = Interlocked.Exchange(ref _askedAt, 0);
            what();
        }));
    }
}
