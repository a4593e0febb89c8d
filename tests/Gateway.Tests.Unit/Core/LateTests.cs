using Gateway.Abstractions;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>A command is never late, and what waits is bounded (R9).</summary>
[TestClass]
public sealed class LateTests
{
    // What may be no older than so many seconds when it is sent.
    private static IEnumerable<object[]> Hasty =>
    [
        [Command(1), Command(1, Negative(7)), 10],
        [Command(1, cause: 8), Command(1, Negative(9)), 10],
        [Of(64, 6, 0, 7, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6), Of(64, Negative(7), 0, 7, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6), 10],
        [Of(110, 6, 0, 7, 9, 1, 0, 1), Of(110, Negative(7), 0, 7, 9, 1, 0, 1), 10],
        [Of(113, 6, 0, 7, 9, 1), Of(113, Negative(7), 0, 7, 9, 1), 10],
        [Of(104, 6, 0, 7, 0, 0xAA, 0x55), Of(104, Negative(7), 0, 7, 0, 0xAA, 0x55), 10],
        [Of(105, 6, 0, 7, 0, 1), Of(105, Negative(7), 0, 7, 0, 1), 10],
        [Of(200, 6, 0, 7, 0, 1), Of(200, Negative(7), 0, 7, 0, 1), 10],
        [Clock(), Clock(Negative(7)), 1],
    ];

    [TestMethod, TestProperty("Rule", "R9")]
    [DynamicData(nameof(Hasty))]
    public void What_could_not_be_sent_in_time_gets_a_negative_confirmation_and_is_dropped(string question, string refusal, int seconds)
    {
        var (bench, m) = GroupBench.Running(1);
        bench.Rtu.Room = 0;
        m[0].Ask(question);
        bench.Wait(seconds - 0.1);
        Assert.IsEmpty(m[0].Got);
        bench.Wait(0.2);
        CollectionAssert.AreEqual(new[] { refusal }, m[0].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.TooLate));
        bench.Rtu.Room = 10;
        bench.Wait(1);
        Assert.IsEmpty(bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    [DynamicData(nameof(Hasty))]
    public void What_can_be_sent_in_time_is_sent(string question, string refusal, int seconds)
    {
        _ = refusal;
        var (bench, m) = GroupBench.Running(1);
        bench.Rtu.Room = 0;
        m[0].Ask(question);
        bench.Wait(seconds - 0.1);
        bench.Rtu.Room = 10;
        bench.Group.Flush();
        Assert.HasCount(1, bench.Rtu.Sent);
        bench.Wait(1);
        Assert.IsEmpty(m[0].Got);
    }

    // What waits as long as it must.
    private static IEnumerable<object[]> Patient =>
    [
        [Interrogation()],
        [Counters()],
        [Counters(qcc: 0x45)],
        [Read(1)],
        [Of(122, 13, 0, 7, 3, 5, 0, 0, 1)],
        [Of(122, 5, 0, 7, 3, 0, 0, 0, 0)],
    ];

    [TestMethod, TestProperty("Rule", "R9")]
    [DynamicData(nameof(Patient))]
    public void Interrogations_reads_and_files_wait_as_long_as_they_must(string question)
    {
        var (bench, m) = GroupBench.Running(1);
        bench.Rtu.Room = 0;
        m[0].Ask(question);
        bench.Wait(3600);
        Assert.IsEmpty(m[0].Got);
        bench.Rtu.Room = 10;
        bench.Group.Flush();
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R9"), TestProperty("Rule", "R5")]
    public void A_command_that_waits_for_its_key_is_late_after_10_s()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        m[1].Ask(Command(1, oa: 9));
        bench.Wait(10.1);
        CollectionAssert.AreEqual(new[] { Command(1, Negative(7), oa: 9) }, m[1].Got);
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R9"), TestProperty("Rule", "S5")]
    public void A_command_waits_for_the_RTUs_STARTDT_con_no_longer_than_10_s()
    {
        var bench = new GroupBench();
        bench.Connect();
        var m = bench.Master()!.Start();
        m.Ask(Command(1));
        bench.Wait(10.1);
        bench.RtuStarts();
        Assert.IsEmpty(bench.Rtu.Sent);
        CollectionAssert.AreEqual(new[] { Command(1, Negative(7)) }, m.Got);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void What_waits_is_sent_in_the_order_of_its_arrival()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.Rtu.Room = 0;
        m[0].Ask(Command(1));
        m[1].Ask(Interrogation());
        m[0].Ask(Read(2));
        bench.Rtu.Room = 2;
        bench.Group.Flush();
        CollectionAssert.AreEqual(new[] { Command(1, oa: 1), Interrogation(oa: 2) }, bench.Rtu.Sent);
        bench.Rtu.Room = 2;
        bench.Group.Flush();
        Assert.AreEqual(Read(2, oa: 1), bench.Rtu.Sent[^1]);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void From_half_of_buffsize_on_a_masters_APDUs_are_not_acknowledged_until_there_is_room()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.Rtu.Room = 0;
        for (var n = 0; n < 9; n++)
        {
            m[0].Ask(Read(n));
        }

        Assert.IsFalse(m[0].HoldsAcknowledgement);
        m[0].Ask(Read(9));
        Assert.IsTrue(m[0].HoldsAcknowledgement);
        Assert.IsFalse(m[1].HoldsAcknowledgement);
        bench.Rtu.Room = 1;
        bench.Group.Flush();
        Assert.IsFalse(m[0].HoldsAcknowledgement);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void A_master_that_waits_for_nothing_is_not_held_however_small_buffsize_is()
    {
        var config = GroupBench.Config with { BufferSize = 1, Link = GroupBench.Config.Link with { K = 1, W = 1 } };
        var (bench, m) = GroupBench.Running(1, config);
        Assert.IsFalse(m[0].HoldsAcknowledgement);
        bench.Rtu.Room = 0;
        m[0].Ask(Read(1));
        Assert.IsTrue(m[0].HoldsAcknowledgement);
        bench.Rtu.Room = 1;
        bench.Group.Flush();
        Assert.IsFalse(m[0].HoldsAcknowledgement);
    }

    [TestMethod, TestProperty("Rule", "R9"), TestProperty("Rule", "D6")]
    public void At_most_buffsize_requests_of_a_master_wait()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.Rtu.Room = 0;
        for (var n = 0; n < 20; n++)
        {
            m[0].Ask(Read(n));
        }

        Assert.IsEmpty(m[0].Got);
        m[0].Ask(Command(77));
        CollectionAssert.AreEqual(new[] { Command(77, Negative(7)) }, m[0].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.TooManyRequests));
        m[1].Ask(Command(78));
        Assert.IsEmpty(m[1].Got);
        Assert.HasCount(21, bench.Group.Requests.Waiting);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void A_master_that_leaves_takes_its_unsent_requests_with_it()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.Rtu.Room = 0;
        m[0].Ask(Command(1));
        m[0].Ask(Interrogation());
        m[1].Ask(Command(2));
        m[1].Ask(Interrogation());
        m[0].Leave();
        bench.Rtu.Room = 10;
        bench.Group.Flush();
        CollectionAssert.AreEqual(new[] { Interrogation(oa: 2), Command(2, oa: 2) }, bench.Rtu.Sent);
        Assert.IsEmpty(m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void A_master_that_stops_takes_its_unsent_requests_with_it()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.Rtu.Room = 0;
        m[0].Ask(Command(1));
        m[0].Stop();
        _ = m[0].Start();
        bench.Rtu.Room = 10;
        bench.Group.Flush();
        Assert.IsEmpty(bench.Rtu.Sent);
    }
}
