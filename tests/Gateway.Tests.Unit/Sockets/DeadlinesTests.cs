using Gateway.Iec104;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>The thread that wakes turns. That it leaves one alone is shown by another, which it wakes again and again meanwhile.</summary>
[TestClass]
public sealed class DeadlinesTests
{
    [TestMethod, TestProperty("Rule", "L5")]
    public void A_turn_whose_deadline_has_come_expires_and_not_before()
    {
        using var deadlines = new Deadlines();
        var bench = new TurnBench();
        var due = TurnClock.MachineTime + TimeSpan.FromMilliseconds(50);
        bench.AtExpire = () =>
        {
            bench.Deadline = Instant.Never;
            bench.Tell(bench.Turn.Clock.Now >= due ? "in time" : "too early");
        };
        deadlines.Add(bench.Turn);
        bench.Do(() => bench.Deadline = due);
        Assert.AreEqual("in time", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void A_turn_without_a_deadline_is_left_alone()
    {
        using var deadlines = new Deadlines();
        var calm = new TurnBench { AtExpire = () => Assert.Fail("It has no deadline.") };
        var other = Always(deadlines);
        deadlines.Add(calm.Turn);
        calm.Do(() => { });
        Rounds(other);
        calm.Do(() => calm.Tell("nothing before"));
        Assert.AreEqual("nothing before", calm.Next());
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void A_turn_that_was_removed_is_left_alone_and_the_others_go_on()
    {
        using var deadlines = new Deadlines();
        var removed = Always(deadlines);
        var other = Always(deadlines);
        Assert.AreEqual("expired", removed.Next());
        deadlines.Remove(removed.Turn);

        // The round under way may still have it.
        Rounds(other);
        removed.Do(() => removed.AtExpire = () => removed.Tell("again"));
        Rounds(other);
        removed.Do(() => removed.Tell("end"));
        var told = removed.Next();
        while (told == "expired")
        {
            told = removed.Next();
        }

        Assert.AreEqual("end", told);
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void A_turn_that_throws_at_its_deadline_keeps_no_other_from_its_own()
    {
        using var deadlines = new Deadlines();
        var bad = Always(deadlines);
        var good = Always(deadlines);
        bad.Do(() => bad.AtExpire = () => throw new InvalidOperationException("a defect"));
        Rounds(good);
    }

    [TestMethod]
    public void Disposed_within_a_turn_that_it_has_woken_its_thread_ends()
    {
        var deadlines = new Deadlines();
        var bench = new TurnBench();
        Thread? thread = null;
        bench.AtExpire = () =>
        {
            // The thread that brought the deadline may still hold the turn; then the next round is the one.
            if (Thread.CurrentThread.Name == "iec104-deadlines")
            {
                bench.Deadline = Instant.Never;
                thread = Thread.CurrentThread;
                deadlines.Dispose();
                bench.Tell("disposed");
            }
        };
        deadlines.Add(bench.Turn);
        bench.Do(() => bench.Deadline = default);
        Assert.AreEqual("disposed", bench.Next());
        Assert.IsTrue(thread!.Join(TurnBench.Patience));
    }

    // Its deadline is always in the past.
    private static TurnBench Always(Deadlines deadlines)
    {
        var bench = new TurnBench();
        bench.AtExpire = () => bench.Tell("expired");
        bench.Do(() => bench.Deadline = default);
        deadlines.Add(bench.Turn);
        return bench;
    }

    // More rounds than one may have begun before: what was told by then is left behind.
    private static void Rounds(TurnBench bench)
    {
        var marker = Guid.NewGuid().ToString();
        bench.Do(() => bench.Tell(marker));
        while (bench.Next() != marker)
        {
        }

        for (var round = 0; round < 3; round++)
        {
            Assert.AreEqual("expired", bench.Next());
        }
    }
}
