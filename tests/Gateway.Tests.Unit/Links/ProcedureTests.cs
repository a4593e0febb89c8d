using Gateway.Iec104.Links;
using static Gateway.Tests.Unit.Links.LinkBench;

namespace Gateway.Tests.Unit.Links;

/// <summary>U procedures: STARTDT, STOPDT, TESTFR (L2, L5, L7).</summary>
[TestClass]
public sealed class ProcedureTests
{
    [TestMethod, TestProperty("Rule", "L2")]
    public void A_controlled_station_confirms_STARTDT_and_again_when_already_started()
    {
        var link = new LinkBench(StationRole.Controlled);
        Assert.AreEqual("started", link.Read(StartDtAct));
        Assert.AreEqual(StartDtCon, link.Write());
        Assert.AreEqual("", link.Read(StartDtAct));
        Assert.AreEqual(StartDtCon, link.Write());
    }

    [TestMethod, TestProperty("Rule", "L2")]
    public void The_STARTDT_con_goes_before_the_first_I_APDU()
    {
        var link = new LinkBench(StationRole.Controlled);
        _ = link.Read(StartDtAct);
        Assert.AreEqual($"{StartDtCon} {I(0, 0)}", link.Write(asdus: 1));
    }

    [TestMethod, TestProperty("Rule", "L2")]
    public void TESTFR_is_answered_at_once_also_when_stopped()
    {
        var link = new LinkBench(StationRole.Controlled);
        Assert.AreEqual("", link.Read($"{TestFrAct} {TestFrAct}"));
        Assert.AreEqual($"{TestFrCon} {TestFrCon}", link.Write());
        Assert.AreEqual("", link.Write());
    }

    [TestMethod, TestProperty("Rule", "L2")]
    public void A_flood_of_TESTFR_is_answered_within_bounds()
    {
        var link = new LinkBench(StationRole.Controlled);
        _ = link.Read(string.Join(' ', Enumerable.Repeat(TestFrAct, 1000)));
        Assert.IsLessThanOrEqualTo(Link.MaxControlOctets, Hex.Of(link.Write()).Length);
    }

    [TestMethod, TestProperty("Rule", "L2")]
    public void STARTDT_or_STOPDT_from_the_RTU_is_ignored_and_noted_never_confirmed()
    {
        var link = StartedControlling();
        Assert.AreEqual("ActivationByControlled, ActivationByControlled", link.Read($"{StartDtAct} {StopDtAct}"));
        Assert.AreEqual("", link.Write());
        Assert.AreEqual(LinkState.Started, link.Link.State);
    }

    [TestMethod, TestProperty("Rule", "L2")]
    [DataRow(StartDtCon)]
    [DataRow(StopDtCon)]
    [DataRow(TestFrCon)]
    public void A_con_that_nobody_asked_for_is_noted_and_changes_nothing(string con)
    {
        var link = new LinkBench(StationRole.Controlling);
        Assert.AreEqual("UnaskedConfirmation", link.Read(con));
        Assert.AreEqual(LinkState.Stopped, link.Link.State);
        var controlled = StartedControlled();
        Assert.AreEqual("UnaskedConfirmation", controlled.Read(con));
        Assert.AreEqual(LinkState.Started, controlled.Link.State);
    }

    [TestMethod, TestProperty("Rule", "L2")]
    public void STARTDT_act_waits_for_the_con_of_a_TESTFR_act()
    {
        var link = new LinkBench(StationRole.Controlling);
        link.Wait(20);
        _ = link.Expire();
        Assert.AreEqual(TestFrAct, link.Write());
        link.Link.Start(link.Now);
        Assert.AreEqual("", link.Write());
        Assert.AreEqual("UnaskedConfirmation", link.Read(StartDtCon));
        _ = link.Read(TestFrCon);
        Assert.AreEqual(StartDtAct, link.Write());
        Assert.AreEqual("started", link.Read(StartDtCon));
    }

    [TestMethod, TestProperty("Rule", "L2")]
    public void STARTDT_act_waits_also_for_a_TESTFR_act_that_is_due_and_not_out_yet()
    {
        var link = new LinkBench(StationRole.Controlling);
        link.Wait(20);
        _ = link.Expire();
        link.Link.Start(link.Now);
        Assert.AreEqual(TestFrAct, link.Write());
        _ = link.Read(TestFrCon);
        Assert.AreEqual(StartDtAct, link.Write());
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void A_TESTFR_act_that_a_full_socket_holds_back_fails_after_t1_all_the_same()
    {
        var link = StartedControlled();
        link.Wait(20);
        Assert.AreEqual("", link.Expire());
        link.Wait(15);
        Assert.AreEqual(link.Now, link.Link.Deadline);
        Assert.AreEqual(nameof(LinkFaultKind.NoTestConfirmation), link.Expire());
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void Without_the_con_of_STARTDT_within_t1_the_link_is_over()
    {
        var link = new LinkBench(StationRole.Controlling);
        link.Link.Start(link.Now);
        _ = link.Write();
        link.Wait(14.9);
        Assert.AreEqual("", link.Expire());
        link.Wait(0.1);
        Assert.AreEqual(link.Now, link.Link.Deadline);
        Assert.AreEqual(nameof(LinkFaultKind.NoConfirmation), link.Expire());
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void After_t3_without_receiving_TESTFR_act_goes_out_one_at_a_time()
    {
        var link = StartedControlled();
        link.Wait(20);
        Assert.AreEqual(link.Now, link.Link.Deadline);
        Assert.AreEqual("", link.Expire());
        Assert.AreEqual(TestFrAct, link.Write());
        link.Wait(10);
        Assert.AreEqual("", link.Expire());
        Assert.AreEqual("", link.Write());
        Assert.AreEqual("", link.Read(TestFrCon));
        link.Wait(20);
        _ = link.Expire();
        Assert.AreEqual(TestFrAct, link.Write());
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void Without_the_con_of_TESTFR_within_t1_the_link_is_over_whatever_else_comes()
    {
        var link = StartedControlled();
        link.Wait(20);
        _ = link.Expire();
        _ = link.Write();
        link.Wait(14);
        _ = link.Read(I(0, 0));
        link.Wait(1);
        Assert.AreEqual(nameof(LinkFaultKind.NoTestConfirmation), link.Expire());
    }

    [TestMethod, TestProperty("Rule", "S11")]
    public void A_connection_that_has_received_nothing_for_the_idle_time_is_over()
    {
        var link = StartedControlled(Small with { T3 = TimeSpan.FromSeconds(100), IdleTimeout = TimeSpan.FromSeconds(60) });
        link.Wait(59);
        Assert.AreEqual("", link.Expire());
        _ = link.Read(TestFrAct);
        link.Wait(59);
        Assert.AreEqual("", link.Expire());
        link.Wait(1);
        Assert.AreEqual(nameof(LinkFaultKind.Idle), link.Expire());
    }

    [TestMethod, TestProperty("Rule", "L7")]
    public void The_STOPDT_con_waits_until_all_is_acknowledged_and_ours_goes_first()
    {
        var link = StartedControlled();
        _ = link.Write(asdus: 2);
        _ = link.Read(I(0, 0));
        Assert.AreEqual("stopped", link.Read(StopDtAct));
        Assert.AreEqual(0, link.Link.Room);
        Assert.AreEqual(S(1), link.Write());
        Assert.AreEqual("confirmed +1", link.Read(S(1)));
        Assert.AreEqual("", link.Write());
        Assert.AreEqual("confirmed +1", link.Read(S(2)));
        Assert.AreEqual(StopDtCon, link.Write());
        Assert.AreEqual(LinkState.Stopped, link.Link.State);
    }

    [TestMethod, TestProperty("Rule", "L7")]
    public void What_was_sent_before_STOPDT_must_be_acknowledged_within_t1()
    {
        var link = StartedControlled();
        _ = link.Write(asdus: 1);
        link.Wait(5);
        _ = link.Read(StopDtAct);
        link.Wait(10);
        Assert.AreEqual(nameof(LinkFaultKind.NoAcknowledgement), link.Expire());
    }

    [TestMethod, TestProperty("Rule", "L7")]
    public void STARTDT_before_the_STOPDT_con_is_ignored_and_noted()
    {
        var link = StartedControlled();
        _ = link.Write(asdus: 1);
        _ = link.Read(StopDtAct);
        Assert.AreEqual("StartWhileStopping", link.Read(StartDtAct));
        Assert.AreEqual("", link.Write());
    }

    [TestMethod, TestProperty("Rule", "L3")]
    public void Sequence_numbers_live_through_STOPDT_and_STARTDT()
    {
        var link = StartedControlled();
        _ = link.Write(asdus: 1);
        _ = link.Read($"{S(1)} {I(0, 1)} {StopDtAct}");
        Assert.AreEqual($"{S(1)} {StopDtCon}", link.Write());
        _ = link.Read(StartDtAct);
        Assert.AreEqual($"{StartDtCon} {I(1, 1)}", link.Write(asdus: 1));
        Assert.AreEqual("asdu +1", link.Read(I(1, 2)));
    }

    [TestMethod, TestProperty("Rule", "L7")]
    public void A_controlling_station_takes_what_crosses_its_STOPDT_act()
    {
        var link = StartedControlling();
        link.Link.Stop(link.Now);
        Assert.AreEqual(StopDtAct, link.Write());
        Assert.AreEqual("asdu, asdu", link.Read($"{I(0, 0)} {I(1, 0)}"));
        Assert.AreEqual(S(2), link.Write());
        Assert.AreEqual("stopped", link.Read(StopDtCon));
        Assert.AreEqual(nameof(LinkFaultKind.NotStarted), link.Read(I(2, 0)));
    }

    [TestMethod, TestProperty("Rule", "L7")]
    public void An_I_APDU_that_crosses_our_STOPDT_act_is_acknowledged_at_once_for_the_con_waits_for_that()
    {
        var link = StartedControlling();
        link.Link.Stop(link.Now);
        Assert.AreEqual(StopDtAct, link.Write());
        Assert.AreEqual("asdu", link.Read(I(0, 0)));
        Assert.IsTrue(link.Link.Owes(link.Now));
        Assert.AreEqual(S(1), link.Write());
        Assert.AreEqual("stopped", link.Read(StopDtCon));
    }
}
