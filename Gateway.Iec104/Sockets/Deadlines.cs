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
    private volatile Turn[] _turns = [];
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
            _turns = [.. _turns, turn];
        }
    }

    public void Remove(Turn turn)
    {
        lock (_changing)
        {
            _turns = [.. _turns.Where(t => t != turn)];
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
            var now = TurnClock.MachineTime;
            foreach (var turn in _turns)
            {
                if (turn.Deadline <= now)
                {
                    turn.Enter(turn.DeadlineInput);
                }
            }
        }
    }
}
