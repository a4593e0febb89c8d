using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>Two requests with the same key are never on the wire at once (R5).</summary>
[TestClass]
public sealed class OneAtATimeTests
{
    // A question, and what ends it so that the next one with its key may go.
    private static IEnumerable<object[]> Ends =>
    [
        ["ACT_CON", Command(9), Command(9, cause: 7)],
        ["negative ACT_CON", Command(9), Command(9, Negative(7))],
        ["unknown type", Command(9), Command(9, cause: 44)],
        ["unknown cause", Command(9), Command(9, cause: 45)],
        ["unknown CA", Command(9), Command(9, cause: 46)],
        ["unknown IOA", Command(9), Command(9, cause: 47)],
        ["ACT_TERM of an interrogation", Interrogation(), Interrogation(cause: 10)],
        ["negative ACT_CON of an interrogation", Interrogation(), Interrogation(Negative(7))],
        ["negative ACT_TERM of an interrogation", Interrogation(), Interrogation(Negative(10))],
        ["ACT_TERM of counters", Counters(), Counters(cause: 10)],
        ["ACT_CON of a freeze", Counters(qcc: 0x45), Counters(cause: 7, qcc: 0x45)],
        ["data of a read", Read(9), Event(9, cause: 5)],
        ["refused read", Read(9), Read(9, Negative(5))],
        ["ACT_CON of a clock", Clock(), Clock(cause: 7)],
        ["directory", Of(122, 5, 0, 7, 3, 0, 0, 0, 0), Of(126, 5, 0, 7, 3, 1, 0, 9, 0, 0, 0x20, 0, 0, 0, 0, 1, 1, 26)],
        ["refused file", Of(122, 13, 0, 7, 3, 5, 0, 0, 1), Of(122, Negative(13), 0, 7, 3, 5, 0, 0, 1)],
        ["unknown file", Of(122, 13, 0, 7, 3, 5, 0, 0, 1), Of(122, 47, 0, 7, 3, 5, 0, 0, 1)],
    ];

    [TestMethod, TestProperty("Rule", "R5")]
    [DynamicData(nameof(Ends))]
    public void A_question_waits_until_the_one_with_its_key_has_ended(string what, string question, string end)
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(question);

        // Not merged: a test bit makes it another question with the same key.
        var other = Hex.Of(question);
        other[2] |= 0x80;
        m[1].Ask(Hex.Text(other));
        Assert.HasCount(1, bench.Rtu.Sent, what);
        bench.FromRtu(end);
        Assert.HasCount(2, bench.Rtu.Sent, what);
        other[3] = 2;
        Assert.AreEqual(Hex.Text(other), bench.Rtu.Sent[1]);
    }

    // What does not end it.
    private static IEnumerable<object[]> Signs =>
    [
        ["ACT_CON of an interrogation", Interrogation(), Interrogation(cause: 7)],
        ["data of an interrogation", Interrogation(), Event(1, cause: 20)],
        ["ACT_CON of counters", Counters(), Counters(cause: 7)],
        ["ACT_TERM of a command before its ACT_CON", Command(9), Command(9, cause: 10)],
        ["return information", Command(9), Event(9, cause: 11)],
        ["a step of a file", Of(122, 13, 0, 7, 3, 5, 0, 0, 1), Of(120, 13, 0, 7, 3, 5, 0, 9, 0, 0, 0x80)],
        ["data of another station", Interrogation(), Interrogation(cause: 10, ca: 8)],
    ];

    [TestMethod, TestProperty("Rule", "R5")]
    [DynamicData(nameof(Signs))]
    public void Other_replies_do_not_end_it(string what, string question, string sign)
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(question);
        var other = Hex.Of(question);
        other[2] |= 0x80;
        m[1].Ask(Hex.Text(other));
        bench.FromRtu(sign);
        Assert.HasCount(1, bench.Rtu.Sent, what);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void Also_one_masters_own_questions_wait_for_each_other_in_their_order()
    {
        var (bench, m) = GroupBench.Running(1);
        foreach (var sco in new[] { 0, 1, 2 })
        {
            m[0].Ask(Command(1, sco: sco));
        }

        for (var n = 0; n < 3; n++)
        {
            Assert.HasCount(n + 1, bench.Rtu.Sent);
            Assert.AreEqual(Command(1, oa: 1, sco: n), bench.Rtu.Sent[n]);
            bench.FromRtu(Command(1, cause: 7, sco: n));
        }
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void One_interrogation_runs_per_station()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[1].Ask(Interrogation(qoi: 21));
        m[1].Ask(Counters());
        m[1].Ask(Interrogation(ca: 8));
        m[1].Ask(Interrogation(ca: 65535));
        CollectionAssert.AreEqual(new[] { Interrogation(oa: 1), Interrogation(oa: 2, ca: 8) }, bench.Rtu.Sent);
        bench.FromRtu(Interrogation(cause: 10));
        Assert.AreEqual(Interrogation(oa: 2, qoi: 21), bench.Rtu.Sent[2]);
        Assert.HasCount(3, bench.Rtu.Sent);
        bench.FromRtu(Interrogation(cause: 10, qoi: 21));
        Assert.AreEqual(Counters(oa: 2), bench.Rtu.Sent[3]);
        bench.FromRtu(Counters(cause: 10));
        Assert.HasCount(4, bench.Rtu.Sent);
        bench.FromRtu(Interrogation(cause: 10, ca: 8));
        Assert.AreEqual(Interrogation(oa: 2, ca: 65535), bench.Rtu.Sent[4]);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void An_interrogation_of_all_stations_keeps_one_of_a_single_station_waiting()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation(ca: 65535));
        m[1].Ask(Interrogation());
        Assert.HasCount(1, bench.Rtu.Sent);
        bench.FromRtu(Interrogation(cause: 10));
        Assert.HasCount(2, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void Commands_reads_clocks_and_freezes_do_not_wait_for_an_interrogation()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[1].Ask(Command(1));
        m[1].Ask(Read(1));
        m[1].Ask(Clock());
        m[1].Ask(Counters(qcc: 0x45));
        Assert.HasCount(5, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_question_without_any_sign_ends_after_requestTimeout_and_the_log_tells()
    {
        var (bench, m) = GroupBench.Running(2, GroupBench.Config with { CommandMaxAge = TimeSpan.FromMinutes(5) });
        m[0].Ask(Command(1));
        m[1].Ask(Command(1));
        bench.Wait(29.9);
        Assert.HasCount(1, bench.Rtu.Sent);
        bench.Wait(0.2);
        Assert.HasCount(2, bench.Rtu.Sent);
        Assert.Contains("RequestNoted: no answer to type 45 CA 7 within 30 s", bench.Log);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void An_interrogation_does_not_time_out_while_its_data_come()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        m[1].Ask(Interrogation(qoi: 21));
        for (var n = 0; n < 10; n++)
        {
            bench.Wait(20);
            bench.FromRtu(Event(n, cause: 20, oa: 1));
            m[0].Confirm(1);
        }

        Assert.HasCount(1, bench.Rtu.Sent);
        bench.Wait(30.1);
        Assert.HasCount(2, bench.Rtu.Sent);
    }
}
