using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using static Gateway.Tests.Unit.Links.LinkBench;

namespace Gateway.Tests.Unit.Links;

/// <summary>Framing and what ends a link (L1, L6).</summary>
[TestClass]
public sealed class ViolationTests
{
    [TestMethod, TestProperty("Rule", "L6")]
    [DataRow("00", nameof(LinkFaultKind.BadStartOctet))]
    [DataRow("67 04 07 00 00 00", nameof(LinkFaultKind.BadStartOctet))]
    [DataRow("68 03", nameof(LinkFaultKind.BadLength))]
    [DataRow("68 FE", nameof(LinkFaultKind.BadLength))]
    [DataRow("68 05 43 00 00 00 00", nameof(LinkFaultKind.BadControlField))]
    [DataRow("68 04 43 01 00 00", nameof(LinkFaultKind.BadControlField))]
    [DataRow("68 04 43 00 00 01", nameof(LinkFaultKind.BadControlField))]
    [DataRow("68 04 01 01 00 00", nameof(LinkFaultKind.BadControlField))]
    [DataRow("68 04 01 00 01 00", nameof(LinkFaultKind.BadControlField))]
    [DataRow("68 05 01 00 00 00 00", nameof(LinkFaultKind.BadControlField))]
    [DataRow("68 04 05 00 00 00", nameof(LinkFaultKind.BadControlField))]
    [DataRow("68 04 03 00 00 00", nameof(LinkFaultKind.UnknownFunction))]
    [DataRow("68 04 47 00 00 00", nameof(LinkFaultKind.UnknownFunction))]
    [DataRow("68 0C 00 00 00 00 01 01 03 00 01 00 01 00", nameof(LinkFaultKind.ShortAsdu))]
    [DataRow("68 04 00 00 00 00", nameof(LinkFaultKind.ShortAsdu))]
    public void A_violation_ends_the_link_and_nothing_more_is_read_or_written(string octets, string fault)
    {
        var link = StartedControlled();
        Assert.AreEqual(fault, link.Read(octets));
        Assert.AreEqual("", link.Read(TestFrAct));
        Assert.AreEqual("", link.Write());
        Assert.AreEqual("", link.Expire());
    }

    [TestMethod, TestProperty("Rule", "L6")]
    public void An_I_or_S_APDU_while_stopped_ends_the_link()
    {
        Assert.AreEqual(nameof(LinkFaultKind.NotStarted), new LinkBench(StationRole.Controlled).Read(I(0, 0)));
        Assert.AreEqual(nameof(LinkFaultKind.NotStarted), new LinkBench(StationRole.Controlled).Read(S(0)));
        var starting = new LinkBench(StationRole.Controlling);
        starting.Link.Start(starting.Now);
        _ = starting.Write();
        Assert.AreEqual(nameof(LinkFaultKind.NotStarted), starting.Read(I(0, 0)));
        var stopping = StartedControlled();
        _ = stopping.Write(asdus: 1);
        _ = stopping.Read(StopDtAct);
        Assert.AreEqual(nameof(LinkFaultKind.NotStarted), stopping.Read(I(0, 0)));
    }

    [TestMethod, TestProperty("Rule", "L6")]
    public void An_ASDU_of_an_unknown_type_is_no_violation() =>
        Assert.AreEqual("asdu", StartedControlled().Read(I(0, 0, "C8 01 06 00 01 00 01 00 00")));

    [TestMethod, TestProperty("Rule", "L6")]
    public void A_fault_tells_what_was_wrong_where_and_with_which_octets()
    {
        var link = StartedControlled();
        ReadOnlySpan<byte> octets = Hex.Of(I(5, 0));
        Assert.IsTrue(link.Link.TryRead(ref octets, link.Now, out _));
        Assert.AreEqual("N(S) is 5 where 0 was expected (60870-5-104, 5.2): 68 0E 0A 00 00 00 01 01", link.Link.Ended.ToString());
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public void An_APDU_that_stays_incomplete_for_t1_ends_the_link()
    {
        var link = StartedControlled();
        Assert.AreEqual("", link.Read("68"));
        link.Wait(10);
        Assert.AreEqual("", link.Read("68 0E 00 00"));
        Assert.AreEqual("", link.Expire());
        link.Wait(5);
        Assert.AreEqual(nameof(LinkFaultKind.IncompleteApdu), link.Expire());
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public void An_APDU_that_comes_whole_in_the_end_ends_nothing()
    {
        var link = StartedControlled();
        _ = link.Read("68 0E 00");
        link.Wait(14);
        Assert.AreEqual("asdu", link.Read(I(0, 0)));
        link.Wait(5);
        Assert.AreEqual("", link.Expire());
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public void A_stream_cut_anywhere_gives_the_same_events()
    {
        var stream = Hex.Of($"{TestFrAct} {I(0, 0)} {S(0)} {I(1, 0)} {TestFrAct} {I(2, 0)}");
        for (var cut = 1; cut < stream.Length; cut++)
        {
            for (var second = cut; second < stream.Length; second += 7)
            {
                var wire = new Wire();
                var channel = wire.Controlled();
                channel.Receive(Hex.Of(StartDtAct), default);
                channel.Receive(stream.AsSpan(0, cut), default);
                channel.Receive(stream.AsSpan(cut, second - cut), default);
                channel.Receive(stream.AsSpan(second), default);
                Assert.AreEqual("started, asdu, asdu, asdu", wire.Events, $"cut at {cut} and {second}");
            }
        }
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public void Octets_one_at_a_time_and_twenty_APDUs_in_one_read_are_the_same()
    {
        var stream = Hex.Of(StartDtAct + " " + string.Join(' ', Enumerable.Range(0, 20).Select(n => I(n, 0))));
        var wire = new Wire();
        var channel = wire.Controlled();
        foreach (var octet in stream)
        {
            channel.Receive([octet], default);
        }

        var whole = new Wire();
        whole.Controlled().Receive(stream, default);
        Assert.AreEqual(whole.Events, wire.Events);
        Assert.HasCount(21, whole.Events.Split(", "));
    }

    [TestMethod, TestProperty("Rule", "L9")]
    public void Random_octets_never_throw_and_a_rejected_APDU_allocates_nothing()
    {
        const int Inputs = 400_000;
        const int WarmUp = 1_000;
        var random = new Random(104);
        byte[][] golden = [Hex.Of(I(0, 0)), Hex.Of(S(0)), Hex.Of(TestFrAct), Hex.Of(StopDtAct), Hex.Of(I(1, 0))];
        var input = new byte[64];
        for (var n = 0; n < Inputs; n++)
        {
            var length = random.Next(1, input.Length);
            random.NextBytes(input.AsSpan(0, length));
            if (n % 2 == 0)
            {
                // A good APDU with one octet changed.
                var pattern = golden[n / 2 % golden.Length];
                pattern.CopyTo(input, 0);
                length = pattern.Length;
                input[random.Next(length)] ^= (byte)(1 << random.Next(8));
            }

            // What the runtime makes once, at the first use of a type, is not the APDU's; nor is what a collection on another thread makes this one's count: that does not come twice.
            var octets = input.AsSpan(0, length);
            Assert.IsTrue(AllocatedFor(octets) == 0 || n < WarmUp || AllocatedFor(octets) == 0);
        }
    }

    private static long AllocatedFor(ReadOnlySpan<byte> octets)
    {
        var link = StartedLink();
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (link.TryRead(ref octets, default, out _))
        {
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Link StartedLink()
    {
        var link = new Link(Small, StationRole.Controlled, AcknowledgeTiming.OnReceipt, default);
        ReadOnlySpan<byte> start = [0x68, 0x04, 0x07, 0x00, 0x00, 0x00];
        _ = link.TryRead(ref start, default, out _);
        return link;
    }

    /// <summary>A channel whose events are written down.</summary>
    private sealed class Wire : IOctetSink, ILinkSink
    {
        private readonly List<string> _events = [];

        public string Events => string.Join(", ", _events);

        public LinkChannel Controlled() =>
            new(new Link(LinkConfig.Default with { K = 100, W = 100 }, StationRole.Controlled, AcknowledgeTiming.OnReceipt, default), this, this);

        public bool HasRest => false;

        public void Send(ReadOnlySpan<byte> octets)
        {
        }

        public void Received(in AsduView asdu) => _events.Add("asdu");

        public void Confirmed(int count) => _events.Add("confirmed");

        public void Started() => _events.Add("started");

        public void Stopped() => _events.Add("stopped");

        public void Noted(LinkNote note) => _events.Add(note.ToString());

        public void Faulted(in LinkFault fault) => _events.Add(fault.Kind.ToString());
    }
}
