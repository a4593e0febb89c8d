using Gateway.Abstractions;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>A reply goes to the master that asked, and to it alone (R4).</summary>
[TestClass]
public sealed class ReplyTests
{
    // Question, answer.
    private static IEnumerable<object[]> Conversations =>
    [
        ["command", Command(9), Command(9, cause: 7)],
        ["command, refused", Command(9), Command(9, Negative(7))],
        ["command, test", Command(9, 0x86), Command(9, 0x87)],
        ["command, unknown type", Command(9), Command(9, cause: 44)],
        ["command, unknown cause", Command(9), Command(9, cause: 45)],
        ["command, unknown CA", Command(9), Command(9, cause: 46)],
        ["command, unknown IOA", Command(9), Command(9, Negative(47))],
        ["deactivation", Command(9, cause: 8), Command(9, cause: 9)],
        ["deactivation, refused", Command(9, cause: 8), Command(9, Negative(9))],
        ["setpoint with time", Of(61, 6, 0, 7, 9, 1, 2, 0, 1, 2, 3, 4, 5, 6, 7), Of(61, 7, 0, 7, 9, 1, 2, 0, 1, 2, 3, 4, 5, 6, 7)],
        ["interrogation", Interrogation(), Interrogation(cause: 7)],
        ["interrogation, refused", Interrogation(), Interrogation(Negative(7))],
        ["interrogation, its end", Interrogation(), Interrogation(cause: 10)],
        ["interrogation, data", Interrogation(), Event(1, cause: 20)],
        ["interrogation of group 1", Interrogation(qoi: 21), Event(1, cause: 21)],
        ["interrogation of group 16", Interrogation(qoi: 36), Event(1, cause: 36)],
        ["counters", Counters(), Of(15, 37, 0, 7, 1, 0, 0, 0, 0, 0)],
        ["counters of group 1", Counters(qcc: 1), Of(15, 38, 0, 7, 1, 0, 0, 0, 0, 0)],
        ["counters of group 4", Counters(qcc: 4), Of(15, 41, 0, 7, 1, 0, 0, 0, 0, 0)],
        ["counters, freeze", Counters(qcc: 0x45), Counters(cause: 7, qcc: 0x45)],
        ["read", Read(9), Event(9, cause: 5)],
        ["read, refused", Read(9), Read(9, Negative(5))],
        ["read, unknown IOA", Read(9), Read(9, cause: 47)],
        ["clock", Clock(), Clock(cause: 7)],
        ["test", Of(104, 6, 0, 7, 0, 0xAA, 0x55), Of(104, 7, 0, 7, 0, 0xAA, 0x55)],
        ["reset", Of(105, 6, 0, 7, 0, 1), Of(105, 7, 0, 7, 0, 1)],
        ["delay", Of(106, 6, 0, 7, 0, 1, 2), Of(106, 7, 0, 7, 0, 3, 4)],
        ["test with time", Of(107, 6, 0, 7, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7), Of(107, 7, 0, 7, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7)],
        ["parameter", Of(110, 6, 0, 7, 9, 1, 0, 1), Of(110, 7, 0, 7, 9, 1, 0, 1)],
        ["parameter activation", Of(113, 6, 0, 7, 9, 1), Of(113, 7, 0, 7, 9, 1)],
        ["file", Of(122, 13, 0, 7, 3, 5, 0, 0, 1), Of(120, 13, 0, 7, 3, 5, 0, 9, 0, 0, 0x80)],
        ["file, unknown", Of(122, 13, 0, 7, 3, 5, 0, 0, 1), Of(122, 47, 0, 7, 3, 5, 0, 0, 1)],
        ["directory", Of(122, 5, 0, 7, 3, 0, 0, 0, 0), Of(126, 5, 0, 7, 3, 1, 0, 9, 0, 0, 0x20, 0, 0, 0, 0, 1, 1, 26)],
        ["directory, refused", Of(122, 5, 0, 7, 3, 0, 0, 0, 0), Of(122, Negative(5), 0, 7, 3, 0, 0, 0, 0)],
        ["directory, unknown IOA", Of(122, 5, 0, 7, 3, 0, 0, 0, 0), Of(122, 47, 0, 7, 3, 0, 0, 0, 0)],
        ["private type", Of(200, 6, 0, 7, 9, 1, 2, 3), Of(200, 7, 0, 7, 9, 4, 5)],
    ];

    [TestMethod, TestProperty("Rule", "R4")]
    [DynamicData(nameof(Conversations))]
    public void A_reply_goes_to_its_asker_alone(string what, string question, string answer)
    {
        foreach (var oa in new byte[] { 0, 1 })
        {
            var (bench, m) = GroupBench.Running(2);
            m[0].Ask(question);
            var octets = Hex.Of(answer);
            octets[3] = oa;
            bench.FromRtu(Hex.Text(octets));
            CollectionAssert.AreEqual(new[] { answer }, m[0].Got, $"{what}, the RTU returns OA {oa}");
            Assert.IsEmpty(m[1].Got, what);
            Assert.AreEqual(0, bench.Group.Counters.OriginatorMismatches, what);
        }
    }

    // Two questions whose replies must not be mixed up, and the reply to the first.
    private static IEnumerable<object[]> Neighbours =>
    [
        ["type", Command(9), Of(46, 6, 0, 7, 9, 1), Command(9, cause: 7)],
        ["IOA", Command(9), Command(9 + 65536), Command(9, cause: 7)],
        ["CA", Command(9), Command(9, ca: 263), Command(9, cause: 7)],
        ["CA of interrogations", Interrogation(), Interrogation(ca: 8), Event(1, cause: 20)],
        ["CA of clocks", Clock(), Clock(ca: 8), Clock(cause: 7)],
        ["IOA of reads", Read(9), Read(10), Event(9, cause: 5)],
        ["file name", Of(122, 13, 0, 7, 3, 5, 0, 0, 1), Of(122, 13, 0, 7, 3, 5, 1, 0, 1), Of(120, 13, 0, 7, 3, 5, 0, 9, 0, 0, 0x80)],
        ["freeze and general counters", Counters(), Counters(qcc: 0x45), Of(15, 37, 0, 7, 1, 0, 0, 0, 0, 0)],
        ["file and directory", Of(122, 13, 0, 7, 3, 0, 0, 0, 1), Of(122, 5, 0, 7, 3, 0, 0, 0, 0), Of(120, 13, 0, 7, 3, 0, 0, 9, 0, 0, 0x80)],
    ];

    [TestMethod, TestProperty("Rule", "R4")]
    [DynamicData(nameof(Neighbours))]
    public void The_key_tells_requests_apart(string what, string first, string second, string answer)
    {
        foreach (var asker in new[] { 0, 1 })
        {
            var (bench, m) = GroupBench.Running(2);
            m[asker].Ask(first);
            m[1 - asker].Ask(second);
            Assert.HasCount(2, bench.Rtu.Sent);
            bench.FromRtu(answer);
            CollectionAssert.AreEqual(new[] { answer }, m[asker].Got, what);
            Assert.IsEmpty(m[1 - asker].Got, what);
        }
    }

    [TestMethod, TestProperty("Rule", "R4")]
    public void Where_the_RTU_returns_another_sessions_OA_the_key_wins_and_it_is_counted()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        m[1].Ask(Command(2));
        bench.FromRtu(Command(1, cause: 7, oa: 2));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7) }, m[0].Got);
        Assert.IsEmpty(m[1].Got);
        Assert.AreEqual(1, bench.Group.Counters.OriginatorMismatches);
    }

    [TestMethod, TestProperty("Rule", "R4")]
    public void Answers_that_come_out_of_order_find_their_askers()
    {
        var (bench, m) = GroupBench.Running(3);
        m[0].Ask(Command(1));
        m[1].Ask(Command(2));
        m[2].Ask(Interrogation());
        bench.FromRtu(Event(8, cause: 20), Command(2, cause: 7), Interrogation(cause: 7), Command(1, Negative(7)));
        CollectionAssert.AreEqual(new[] { Command(1, Negative(7)) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Command(2, cause: 7) }, m[1].Got);
        CollectionAssert.AreEqual(new[] { Event(8, cause: 20), Interrogation(cause: 7) }, m[2].Got);
    }

    [TestMethod, TestProperty("Rule", "R4"), TestProperty("Rule", "R10")]
    public void A_second_confirmation_is_dropped_and_counted()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        bench.FromRtu(Command(1, cause: 7, oa: 1), Command(1, cause: 7, oa: 1));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7) }, m[0].Got);
        Assert.IsEmpty(m[1].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.NoRequest));
    }

    [TestMethod, TestProperty("Rule", "R4")]
    public void Several_objects_in_one_command_are_known_by_their_first_IOA()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask("2D 02 06 00 07 00 01 00 00 01 02 00 00 01");
        m[1].Ask(Command(2));
        bench.FromRtu("2D 02 07 00 07 00 01 00 00 01 02 00 00 01");
        Assert.HasCount(1, m[0].Got);
        Assert.IsEmpty(m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R4"), TestProperty("Rule", "R9")]
    public void Replies_to_a_master_that_has_left_go_to_nobody()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[0].Leave();
        bench.FromRtu(Interrogation(cause: 7, oa: 1), Event(1, cause: 20, oa: 1), Interrogation(cause: 10, oa: 1));
        Assert.IsEmpty(m[1].Got);
        Assert.AreEqual(3, bench.Group.Counters.Dropped(DropReason.AskerGone));
        Assert.AreEqual(3u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "R4")]
    public void A_master_that_has_stopped_and_started_again_gets_no_reply_to_what_it_asked_before()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Command(1));
        m[0].Stop();
        _ = m[0].Start();
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        Assert.IsEmpty(m[0].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.AskerGone));
    }
}
