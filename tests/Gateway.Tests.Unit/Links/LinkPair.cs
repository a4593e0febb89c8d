using Gateway.Iec104;
using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Links;

/// <summary>
/// Two links face to face over an imaginary wire, stepping from deadline to deadline; everything random comes from the seed.
/// </summary>
internal sealed class LinkPair
{
    // Ten delays in a row and t2 must fit into t1 (a STOPDT act, an I APDU that crosses it, its S APDU, the con).
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(0.4);

    private readonly Random _random;
    private readonly Wire _there;
    private readonly Wire _back;

    public LinkPair(int seed, LinkConfig config, AcknowledgeTiming timing = AcknowledgeTiming.OnReceipt)
    {
        _random = new Random(seed);
        _there = new Wire(_random, LongestDelay);
        _back = new Wire(_random, LongestDelay);
        Controlling = new LinkEnd(config, StationRole.Controlling, timing, _random, _there, _back, Now);
        Controlled = new LinkEnd(config, StationRole.Controlled, AcknowledgeTiming.OnReceipt, _random, _back, _there, Now);
    }

    public LinkEnd Controlling { get; }

    public LinkEnd Controlled { get; }

    public Instant Now { get; private set; } = new(TimeSpan.FromHours(1).Ticks);

    public bool IsUp => Controlling.Fault == LinkFaultKind.None && Controlled.Fault == LinkFaultKind.None;

    /// <summary>TESTFR acts that have arrived at either end.</summary>
    public int Tests => _there.Out.Tests + _back.Out.Tests;

    /// <summary>Everything that both were given to send has arrived and is acknowledged.</summary>
    public bool IsDone => IsDoneBetween(Controlling, Controlled) && IsDoneBetween(Controlled, Controlling);

    public static LinkPair Started(int seed, LinkConfig config, AcknowledgeTiming timing = AcknowledgeTiming.OnReceipt)
    {
        var pair = new LinkPair(seed, config, timing);
        pair.Controlling.Link.Start(pair.Now);
        pair.RunUntil(() => pair.Controlling.Link.State == LinkState.Started);
        return pair;
    }

    /// <summary>Cuts the wire, in one direction or in both.</summary>
    public void Cut(bool there = true, bool back = true)
    {
        _there.IsDead = there;
        _back.IsDead = back;
    }

    /// <summary>Steps from deadline to deadline until it is so, or both ends have closed; not longer than two days.</summary>
    public void RunUntil(Func<bool> isSo)
    {
        var end = Now + TimeSpan.FromDays(2);
        Turn();
        while (!isSo() && Next != Instant.Never)
        {
            Now = Next;
            Assert.IsTrue(Now < end, "It never comes.");
            Turn();
        }
    }

    public void Run(TimeSpan time)
    {
        var end = Now + time;
        Turn();
        while (Next <= end)
        {
            Now = Next;
            Turn();
        }

        Now = end;
        Turn();
    }

    /// <summary>Does something at random: asks for ASDUs, starts, stops, lets time pass, sometimes more than t3.</summary>
    public void DoAnything()
    {
        switch (_random.Next(8))
        {
            case 0 or 1:
                Controlling.Queued += _random.Next(30);
                break;
            case 2 or 3:
                Controlled.Queued += _random.Next(30);
                break;
            case 4 when Controlling.Link.State == LinkState.Started:
                Controlling.Link.Stop(Now);
                break;
            case 4 or 5 when Controlling.Link.State == LinkState.Stopped:
                Controlling.Link.Start(Now);
                break;
            case 6:
                Run(TimeSpan.FromSeconds(60 * _random.NextDouble()));
                break;
            default:
                Run(TimeSpan.FromSeconds(_random.NextDouble()));
                break;
        }
    }

    /// <summary>Starts again if it is stopped, and lets everything arrive.</summary>
    public void Finish()
    {
        RunUntil(() => Controlling.Link.State is LinkState.Started or LinkState.Stopped);
        if (Controlling.Link.State == LinkState.Stopped && IsUp)
        {
            Controlling.Link.Start(Now);
        }

        RunUntil(() => IsDone);
    }

    private static bool IsDoneBetween(LinkEnd from, LinkEnd to) =>
        from.Queued == 0 && to.Received == from.Sent && from.Confirmed == from.Sent;

    private Instant Next => Instant.Min(Controlling.Next, Controlled.Next);

    private void Turn()
    {
        Controlling.Turn(Now);
        Controlled.Turn(Now);
    }
}
