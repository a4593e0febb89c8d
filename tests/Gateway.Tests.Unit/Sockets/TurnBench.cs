using System.Runtime.ExceptionServices;
using Gateway.Iec104;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>The owner of a turn: what happens in it is told in words, which a test waits for.</summary>
internal class TurnBench : ITurnOwner
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Queue<string> _told = new();

    public TurnBench(bool onPool = false, bool completions = false) =>
        Turn = completions ? new Turn(this, new TurnClock(), onPool) { Poller = null } : new Turn(this, new TurnClock(), onPool);

    /// <param name="poller">Who watches its sockets.</param>
    public TurnBench(Poller poller, bool onPool) => Turn = new Turn(this, new TurnClock(), onPool) { Poller = poller };

    public Turn Turn { get; }

    /// <summary>Done at the end of each turn.</summary>
    public Action AtFlush { get; set; } = () => { };

    /// <summary>Done when a deadline has come.</summary>
    public Action AtExpire { get; set; } = () => { };

    /// <summary>Done when the owner is told of a defect, behind what it tells itself.</summary>
    public Action AtFailed { get; set; } = () => { };

    public virtual Instant Deadline { get; set; } = Instant.Never;

    public void Tell(string what)
    {
        lock (_told)
        {
            _told.Enqueue(what);
            Monitor.Pulse(_told);
        }
    }

    /// <summary>The next thing told; waits for it.</summary>
    public string Next()
    {
        lock (_told)
        {
            while (_told.Count == 0)
            {
                Assert.IsTrue(Monitor.Wait(_told, Patience), "Nothing is told any more.");
            }

            return _told.Dequeue();
        }
    }

    /// <summary>Does it inside the turn and waits for it; what it throws, the test throws.</summary>
    public void Do(Action what)
    {
        ExceptionDispatchInfo? thrown = null;
        var done = new ManualResetEventSlim();
        Turn.Enter(new Todo(() =>
        {
            try
            {
                what();
            }
#pragma warning disable CA1031 // Thrown again by the test.
            catch (Exception e)
#pragma warning restore CA1031
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }

            done.Set();
        }));
        Assert.IsTrue(done.Wait(Patience), "The turn never comes.");
        thrown?.Throw();
    }

    public virtual void Flush() => AtFlush();

    public virtual void Expire() => AtExpire();

    public void Failed(Exception defect)
    {
        Tell($"failed: {defect.Message}");
        AtFailed();
    }
}
