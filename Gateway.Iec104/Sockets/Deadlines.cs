using System.Runtime.InteropServices;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// Wakes turns whose deadline has come: one thread for all of them, which looks every 50 ms. No timer is armed or cancelled on the way of an
/// ASDU, and no lock is shared; the protocol's shortest interval is a second.
/// </summary>
public sealed class Deadlines : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly Lock _changing = new();
    private readonly Thread _thread;
    private readonly List<Watched> _watched = [];
    private readonly List<Turn> _due = [];
    private volatile bool _stopped;

    public Deadlines()
    {
        _thread = new Thread(Watch) { IsBackground = true, Name = "iec104-deadlines" };
        _thread.Start();
    }

    public void Add(Turn turn)
    {
        lock (_changing)
        {
            _watched.Add(new Watched(turn, turn.Deadline));
        }
    }

    public void Remove(Turn turn)
    {
        lock (_changing)
        {
            _ = _watched.RemoveAll(w => w.Turn == turn);
        }
    }

    public void Dispose()
    {
        _stopped = true;

        // Within a turn that it has woken it ends behind that turn; that one may be stuck.
        if (Thread.CurrentThread != _thread)
        {
            _ = _thread.Join(Patience);
        }
    }

    private void Watch()
    {
        while (!_stopped)
        {
            // A wait on a handle costs ten times as much, and this is done twenty times a second for good.
            Thread.Sleep(Period);
            FindDue(TurnClock.MachineTime);
            foreach (var turn in _due)
            {
                turn.Enter(turn.DeadlineInput);
            }
        }
    }

    private void FindDue(Instant now)
    {
        _due.Clear();
        lock (_changing)
        {
            foreach (ref readonly var watched in CollectionsMarshal.AsSpan(_watched))
            {
                if (watched.Deadline.Value <= now)
                {
                    _due.Add(watched.Turn);
                }
            }
        }
    }

    private readonly record struct Watched(Turn Turn, DeadlineCell Deadline);
}
