using Gateway.Abstractions;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>Requests to CA 65535 (R5).</summary>
[TestClass]
public sealed class AllStationsTests
{
    private const int All = 65535;

    [TestMethod, TestProperty("Rule", "R5")]
    public void An_answer_of_any_station_goes_to_the_asker()
    {
        foreach (var (question, answer) in new[]
        {
            (Interrogation(ca: All), Interrogation(cause: 7, ca: 300)),
            (Interrogation(ca: All), Event(1, cause: 20, ca: 300)),
            (Counters(ca: All), Counters(cause: 7, ca: 300)),
            (Clock(ca: All), Clock(cause: 7, ca: 300)),
            (Of(105, 6, 0, All, 0, 1), Of(105, 7, 0, 300, 0, 1)),
            (Interrogation(ca: All), Interrogation(cause: 7, ca: All)),
        })
        {
            var (bench, m) = GroupBench.Running(2);
            m[0].Ask(question);
            bench.FromRtu(answer);
            CollectionAssert.AreEqual(new[] { answer }, m[0].Got);
            Assert.IsEmpty(m[1].Got);
        }
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void It_ends_with_the_first_end_and_later_answers_still_go_to_its_asker()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation(ca: All));
        m[1].Ask(Interrogation(ca: 9));
        bench.FromRtu(Interrogation(cause: 10, ca: 7));
        Assert.HasCount(2, bench.Rtu.Sent);
        bench.FromRtu(Event(1, cause: 20, ca: 8), Interrogation(cause: 10, ca: 8));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 10, ca: 7), Event(1, cause: 20, ca: 8), Interrogation(cause: 10, ca: 8) }, m[0].Got);
        bench.FromRtu(Event(1, cause: 20, ca: 9));
        CollectionAssert.AreEqual(new[] { Event(1, cause: 20, ca: 9) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    [DataRow(0x47)]
    [DataRow(44)]
    [DataRow(46)]
    public void One_stations_refusal_does_not_take_the_others_answers_from_the_asker(int refusal)
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Clock(ca: All));
        bench.FromRtu(Clock(refusal, ca: 7), Clock(cause: 7, ca: 8));
        CollectionAssert.AreEqual(new[] { Clock(refusal, ca: 7), Clock(cause: 7, ca: 8) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void Each_station_may_confirm_its_deactivation()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation(ca: All));
        m[0].Ask(Interrogation(cause: 8, ca: All));
        bench.FromRtu(Interrogation(cause: 9, ca: 7), Interrogation(cause: 9, ca: 8));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 9, ca: 7), Interrogation(cause: 9, ca: 8) }, m[0].Got);
        m[1].Ask(Interrogation());
        Assert.AreEqual(Interrogation(oa: 2), bench.Rtu.Sent[^1]);
    }

    [TestMethod, TestProperty("Rule", "R5"), TestProperty("Rule", "R10")]
    public void After_requestTimeout_later_answers_are_nobodys()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Clock(ca: All));
        bench.FromRtu(Clock(cause: 7));
        _ = m[0].Got;
        bench.Wait(29);
        bench.FromRtu(Clock(cause: 7, ca: 8));
        Assert.HasCount(1, m[0].Got);
        bench.Wait(30.1);
        bench.FromRtu(Clock(cause: 7, ca: 9));
        Assert.IsEmpty(m[0].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.NoRequest));
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_new_question_to_all_stations_takes_over_their_answers()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Clock(ca: All));
        bench.FromRtu(Clock(cause: 7));
        m[1].Ask(Clock(ca: All));
        bench.FromRtu(Clock(cause: 7, ca: 8));
        Assert.HasCount(1, m[0].Got);
        Assert.HasCount(1, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void A_stations_own_question_comes_before_one_to_all()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Clock(ca: All));
        m[1].Ask(Clock(ca: 8));
        bench.FromRtu(Clock(cause: 7, ca: 8), Clock(cause: 7, ca: 9));
        CollectionAssert.AreEqual(new[] { Clock(cause: 7, ca: 9) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Clock(cause: 7, ca: 8) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R5")]
    public void Commands_to_all_stations_are_answered_under_their_own_CA_alone()
    {
        var (bench, m) = GroupBench.Running(1);
        m[0].Ask(Command(1, ca: All));
        bench.FromRtu(Command(1, cause: 7));
        Assert.IsEmpty(m[0].Got);
        bench.FromRtu(Command(1, cause: 7, ca: All));
        Assert.HasCount(1, m[0].Got);
    }
}
