using Gateway.Iec104.Links;
using static Gateway.Tests.Unit.Links.LinkBench;

namespace Gateway.Tests.Unit.Links;

/// <summary>Numbers, windows and acknowledgements (L3, L4, L5, D1).</summary>
[TestClass]
public sealed class WindowTests
{
    [TestMethod, TestProperty("Rule", "L4")]
    public void An_I_APDU_after_k_unacknowledged_ones_waits()
    {
        var link = StartedControlled();
        _ = link.Write(asdus: 3);
        Assert.AreEqual(0, link.Link.Room);
        Assert.ThrowsExactly<InvalidOperationException>(() => link.Write(asdus: 1));
        Assert.AreEqual("confirmed +2", link.Read(S(2)));
        Assert.AreEqual(2, link.Link.Room);
    }

    [TestMethod, TestProperty("Rule", "L4")]
    public void An_S_APDU_goes_out_after_w_received_ones()
    {
        var link = StartedControlled();
        _ = link.Read(I(0, 0));
        Assert.AreEqual("", link.Write());
        _ = link.Read(I(1, 0));
        Assert.AreEqual(S(2), link.Write());
        Assert.AreEqual("", link.Write());
    }

    [TestMethod, TestProperty("Rule", "L4")]
    public void An_S_APDU_goes_out_t2_after_the_first_unacknowledged_one()
    {
        var link = StartedControlled();
        _ = link.Read(I(0, 0));
        link.Wait(10);
        Assert.AreEqual(link.Now, link.Link.Deadline);
        Assert.AreEqual("", link.Expire());
        Assert.AreEqual(S(1), link.Write());
    }

    [TestMethod, TestProperty("Rule", "L4")]
    public void An_I_APDU_carries_the_acknowledgement_and_no_S_APDU_follows()
    {
        var link = StartedControlled();
        _ = link.Read($"{I(0, 0)} {I(1, 0)}");
        Assert.AreEqual(I(0, 2), link.Write(asdus: 1));
        link.Wait(10);
        _ = link.Expire();
        Assert.AreEqual("", link.Write());
    }

    [TestMethod, TestProperty("Rule", "L3")]
    public void Numbers_wrap_at_32768_on_both_sides()
    {
        var link = StartedControlled(LinkConfig.Default with { K = LinkConfig.MaxK, W = LinkConfig.MaxK });
        for (var n = 0; n < 32766; n++)
        {
            _ = link.Write(asdus: 1);
            Assert.AreEqual("asdu +1", link.Read(I(n, n + 1)));
        }

        Assert.AreEqual($"{I(32766, 32766)} {I(32767, 32766)} {I(0, 32766)}", link.Write(asdus: 3));
        Assert.AreEqual("asdu, asdu, asdu +3", link.Read($"{I(32766, 32766)} {I(32767, 32766)} {I(0, 1)}"));
        Assert.AreEqual(I(1, 1), link.Write(asdus: 1));
    }

    [TestMethod, TestProperty("Rule", "L3")]
    [DataRow(1)]
    [DataRow(32767)]
    public void A_wrong_N_S_ends_the_link(int send)
    {
        var link = StartedControlled();
        Assert.AreEqual(nameof(LinkFaultKind.BadSendNumber), link.Read(I(send, 0)));
        Assert.AreEqual("", link.Read(I(0, 0)));
        Assert.AreEqual("", link.Write());
    }

    [TestMethod, TestProperty("Rule", "L3")]
    public void An_N_R_beyond_what_was_sent_or_back_ends_the_link()
    {
        var link = StartedControlled();
        _ = link.Write(asdus: 2);
        Assert.AreEqual(nameof(LinkFaultKind.BadReceiveNumber), link.Read(S(3)));

        var back = StartedControlled();
        _ = back.Write(asdus: 2);
        _ = back.Read(S(2));
        Assert.AreEqual(nameof(LinkFaultKind.BadReceiveNumber), back.Read(I(0, 1)));
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void The_oldest_unacknowledged_I_APDU_ends_the_link_after_t1()
    {
        var link = StartedControlled();
        _ = link.Write(asdus: 1);
        link.Wait(5);
        _ = link.Write(asdus: 1);
        link.Wait(5);
        _ = link.Read(S(1));
        link.Wait(9);
        Assert.AreEqual("", link.Expire());
        link.Wait(1);
        Assert.AreEqual(nameof(LinkFaultKind.NoAcknowledgement), link.Expire());
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void A_newer_I_APDU_gives_the_oldest_no_more_time()
    {
        var link = StartedControlled();
        _ = link.Write(asdus: 1);
        link.Wait(10);
        _ = link.Write(asdus: 1);
        Assert.AreEqual("", link.Expire());
        link.Wait(5);
        Assert.AreEqual(nameof(LinkFaultKind.NoAcknowledgement), link.Expire());
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void When_released_N_R_goes_only_as_far_as_allowed_and_then_at_once()
    {
        var link = StartedControlling(timing: AcknowledgeTiming.WhenReleased);
        _ = link.Read($"{I(0, 0)} {I(1, 0)} {I(2, 0)}");
        link.Wait(12);
        Assert.AreEqual("", link.Expire());
        Assert.AreEqual("", link.Write());
        Assert.AreEqual(I(0, 0), link.Write(asdus: 1));
        link.Link.Release(1);
        Assert.AreEqual(S(1), link.Write());
        link.Link.Release(3);
        Assert.AreEqual(I(1, 3), link.Write(asdus: 1));
        Assert.AreEqual("", link.Write());
    }

    [TestMethod, TestProperty("Rule", "D1")]
    public void A_release_never_goes_back_nor_beyond_what_was_received()
    {
        var link = StartedControlling(timing: AcknowledgeTiming.WhenReleased);
        _ = link.Read($"{I(0, 0)} {I(1, 0)}");
        link.Link.Release(5);
        Assert.AreEqual("", link.Write());
        link.Link.Release(2);
        link.Link.Release(1);
        Assert.AreEqual(S(2), link.Write());
    }

    [TestMethod, TestProperty("Rule", "R9")]
    public void While_acknowledgements_are_held_none_goes_out_and_then_all_do()
    {
        var link = StartedControlled();
        link.Link.HoldsAcknowledgement = true;
        _ = link.Read($"{I(0, 0)} {I(1, 0)}");
        link.Wait(11);
        Assert.AreEqual("", link.Write());
        Assert.AreEqual(I(0, 0), link.Write(asdus: 1));
        link.Link.HoldsAcknowledgement = false;
        Assert.AreEqual(S(2), link.Write());
    }

    [TestMethod, TestProperty("Rule", "L4")]
    public void A_peer_that_sends_32768_without_an_acknowledgement_ends_the_link()
    {
        var link = StartedControlling(timing: AcknowledgeTiming.WhenReleased);
        for (var n = 0; n < 32767; n++)
        {
            Assert.AreEqual("asdu", link.Read(I(n, 0)));
        }

        Assert.AreEqual(nameof(LinkFaultKind.WindowExceeded), link.Read(I(32767, 0)));
    }
}
