using Gateway.Iec104;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>The owner's code throws: it is told, and the turn goes on (S1).</summary>
[TestClass]
public sealed class TurnDefectTests
{
    [TestMethod, TestProperty("Rule", "S1")]
    [DataRow(false)]
    [DataRow(true)]
    public void An_exception_reaches_the_owner_and_the_turn_goes_on(bool onPool)
    {
        var bench = new TurnBench(onPool);
        bench.Do(() =>
        {
            bench.Turn.Enter(new Todo(() => throw new InvalidOperationException("a defect")));
            bench.Turn.Enter(new Todo(() => bench.Tell("behind it")));
        });
        Assert.AreEqual("failed: a defect", bench.Next());
        Assert.AreEqual("behind it", bench.Next());
        bench.Do(() => bench.Tell("the next turn"));
        Assert.AreEqual("the next turn", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void An_exception_in_a_flush_reaches_the_owner_and_the_turn_is_free_again()
    {
        var bench = new TurnBench();
        bench.AtFlush = () => throw new InvalidOperationException("a defect");
        bench.Do(() => { });
        Assert.AreEqual("failed: a defect", bench.Next());
        bench.AtFlush = () => { };
        bench.Do(() => bench.Tell("the next turn"));
        Assert.AreEqual("the next turn", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "S1")]
    [DataRow(false)]
    [DataRow(true)]
    public void An_owner_that_fails_over_its_own_failure_does_not_hold_the_turn(bool onPool)
    {
        var bench = new TurnBench(onPool) { AtFailed = () => throw new InvalidOperationException("once more") };
        bench.AtFlush = () => throw new InvalidOperationException("in the flush");
        bench.Turn.Enter(new Todo(() =>
        {
            bench.Turn.Enter(new Todo(() => bench.Tell("behind it")));
            throw new InvalidOperationException("in the input");
        }));
        Assert.AreEqual("failed: in the input", bench.Next());
        Assert.AreEqual("failed: in the flush", bench.Next());
        Assert.AreEqual("behind it", bench.Next());
        Assert.AreEqual("failed: in the flush", bench.Next());
        bench.Do(() => bench.Tell("the next turn"));
        Assert.AreEqual("the next turn", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void An_exception_in_the_deadline_reaches_the_owner_and_the_turn_is_free_again()
    {
        var bench = new NoDeadline();
        bench.Do(() => bench.Tell("a turn"));
        Assert.AreEqual("a turn", bench.Next());
        Assert.AreEqual("failed: a defect", bench.Next());
        bench.Do(() => bench.Tell("the next turn"));
        Assert.AreEqual("the next turn", bench.Next());
    }

    private sealed class NoDeadline : TurnBench
    {
        public override Instant Deadline
        {
            get => throw new InvalidOperationException("a defect");
            set => base.Deadline = value;
        }
    }
}
