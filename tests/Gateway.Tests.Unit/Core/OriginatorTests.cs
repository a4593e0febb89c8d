using Gateway.Abstractions.Configuration;
using Gateway.Core.Requests;
using Gateway.Iec104;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>Originator addresses (R3).</summary>
[TestClass]
public sealed class OriginatorTests
{
    [TestMethod, TestProperty("Rule", "R3")]
    public void Each_session_has_an_OA_of_its_own_from_its_first_request_on()
    {
        var (bench, m) = GroupBench.Running(3);
        m[2].Ask(Command(1));
        m[0].Ask(Command(2));
        m[2].Ask(Command(3));
        CollectionAssert.AreEqual(new[] { Command(1, oa: 1), Command(2, oa: 2), Command(3, oa: 1) }, bench.Rtu.Sent);
        Assert.IsNull(m[1].Session!.Originator);
    }

    [TestMethod, TestProperty("Rule", "R3")]
    public void In_replies_a_master_gets_back_the_OA_that_it_had_used_itself()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(1, oa: 77));
        m[0].Ask(Interrogation(oa: 200));
        bench.FromRtu(Command(1, cause: 7, oa: 1), Interrogation(cause: 7, oa: 1), Event(5, cause: 20, oa: 1), Command(1, cause: 10, oa: 1));
        CollectionAssert.AreEqual(
            new[] { Command(1, cause: 7, oa: 77), Interrogation(cause: 7, oa: 200), Event(5, cause: 20, oa: 200), Command(1, cause: 10, oa: 77) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R3")]
    public void With_zero_the_RTU_always_sees_0_and_the_masters_still_get_their_own_back()
    {
        var (bench, m) = GroupBench.Running(2, GroupBench.Config with { Originator = OriginatorMode.Zero });
        m[0].Ask(Command(1, oa: 77));
        m[1].Ask(Command(2, oa: 78));
        CollectionAssert.AreEqual(new[] { Command(1), Command(2) }, bench.Rtu.Sent);
        bench.FromRtu(Command(2, cause: 7), Command(1, cause: 7));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7, oa: 77) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Command(2, cause: 7, oa: 78) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R3")]
    public void Of_300_sessions_one_after_the_other_each_gets_the_longest_unused()
    {
        var (bench, _) = GroupBench.Running(1);
        for (var n = 0; n < 300; n++)
        {
            var oa = (n % 255) + 1;
            var m = bench.Master("10.2.2.2")!.Start();
            m.Ask(Command(n));
            Assert.AreEqual(Command(n, oa: oa), bench.Rtu.Sent[n]);
            bench.FromRtu(Command(n, cause: 7, oa: oa));
            CollectionAssert.AreEqual(new[] { Command(n, cause: 7) }, m.Got);
            m.Leave();
        }
    }

    [TestMethod, TestProperty("Rule", "R3")]
    public void A_session_that_asks_nothing_takes_no_OA()
    {
        var (bench, m) = GroupBench.Running(1);
        for (var n = 0; n < 10; n++)
        {
            bench.Master()!.Start().Leave();
        }

        m[0].Ask(Command(1));
        CollectionAssert.AreEqual(new[] { Command(1, oa: 1) }, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R3")]
    public void When_all_255_are_taken_0_is_used_and_the_reply_still_finds_its_asker()
    {
        var (bench, _) = GroupBench.Running(1);
        for (var n = 0; n < 255; n++)
        {
            // Open for ever: the OA stays taken when its session has gone.
            var m = bench.Master("10.2.2.2")!.Start();
            m.Ask(Command(n));
            m.Leave();
        }

        var last = bench.Master()!.Start();
        last.Ask(Command(1000, oa: 5));
        Assert.AreEqual(Command(1000), bench.Rtu.Sent[^1]);
        bench.FromRtu(Command(1000, cause: 7));
        CollectionAssert.AreEqual(new[] { Command(1000, cause: 7, oa: 5) }, last.Got);
    }

    [TestMethod, TestProperty("Rule", "R3")]
    public void An_OA_is_not_given_out_again_while_a_request_of_it_is_open()
    {
        var (bench, _) = GroupBench.Running(1);
        var first = bench.Master()!.Start();
        first.Ask(Command(1));
        first.Leave();
        for (var n = 2; n <= 255; n++)
        {
            var m = bench.Master("10.2.2.2")!.Start();
            m.Ask(Command(n));
            bench.FromRtu(Command(n, cause: 7, oa: n));
            m.Leave();
        }

        // 2 is now the longest unused, for 1 is still open.
        bench.Rtu.Sent.Clear();
        var next = bench.Master()!.Start();
        next.Ask(Command(1000));
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        var after = bench.Master()!.Start();
        after.Ask(Command(1001));
        CollectionAssert.AreEqual(new[] { Command(1000, oa: 2), Command(1001, oa: 3) }, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R3")]
    public void The_longest_unused_is_given_out_first()
    {
        var table = new OriginatorTable();
        for (var n = 1; n <= 255; n++)
        {
            Assert.AreEqual(n, table.Take().Value);
        }

        Assert.AreEqual(OriginatorAddress.None, table.Take());
        foreach (var n in new[] { 9, 3, 200 })
        {
            table.Release(new OriginatorAddress((byte)n));
        }

        CollectionAssert.AreEqual(new byte[] { 9, 3, 200, 0 }, new[] { table.Take().Value, table.Take().Value, table.Take().Value, table.Take().Value });
    }

    [TestMethod, TestProperty("Rule", "R3")]
    public void Every_use_of_an_OA_must_end_before_it_is_free()
    {
        var table = new OriginatorTable();
        for (var n = 1; n <= 255; n++)
        {
            _ = table.Take();
        }

        var address = new OriginatorAddress(42);
        table.Use(address);
        table.Use(address);
        table.Release(address);
        table.Release(address);
        Assert.AreEqual(OriginatorAddress.None, table.Take());
        table.Release(address);
        Assert.AreEqual(address, table.Take());
    }
}
