using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Fuzz;

/// <summary>Whatever a peer sends is answered, ignored, or ends the link: nothing throws, nothing is allocated (L6).</summary>
[TestClass]
public sealed class LinkFuzzTests
{
    private const int Inputs = 1_000_000;
    private const int WarmUp = 10_000;

    [TestMethod, TestProperty("Rule", "L1"), TestProperty("Rule", "L6")]
    public void A_link_survives_any_octets_and_tells_nothing_behind_a_fault()
    {
        var random = FuzzRuns.Random();
        var maker = new OctetMaker(random);
        var peer = new Peer();
        var allocated = 0L;
        var count = FuzzRuns.Count(Inputs);
        for (var input = 0; input < count; input++)
        {
            var role = random.Next(2) == 0 ? StationRole.Controlled : StationRole.Controlling;
            var octets = maker.Next(role);
            var channel = peer.Connect(role, random.Next(2) == 0 ? AcknowledgeTiming.OnReceipt : AcknowledgeTiming.WhenReleased);
            var before = GC.GetAllocatedBytesForCurrentThread();
            while (octets.Length > 0)
            {
                var portion = random.Next(1, octets.Length + 1);
                channel.Receive(octets[..portion], peer.Now);
                channel.Flush(peer.Now);
                octets = octets[portion..];
            }

            channel.Close();
            if (input >= WarmUp)
            {
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        Assert.AreEqual(0L, allocated);
        Assert.IsGreaterThan(count / 4, peer.Faults, "most damages must be seen");
        Assert.IsGreaterThan(count / 4, peer.Asdus, "some ASDUs must pass");
    }

    private sealed class Peer : ILinkSink, IOctetSink
    {
        private LinkChannel? _channel;
        private bool _faulted;

        public Instant Now { get; } = new(TimeSpan.FromHours(1).Ticks);

        public int Faults { get; private set; }

        public int Asdus { get; private set; }

        public LinkChannel Connect(StationRole role, AcknowledgeTiming timing)
        {
            _faulted = false;
            var link = new Link(LinkConfig.Default, role, timing, Now);
            if (role == StationRole.Controlling)
            {
                link.Start(Now);
            }

            return _channel = new LinkChannel(link, this, this);
        }

        public void Received(in AsduView asdu)
        {
            Told();
            Asdus++;
        }

        public void Confirmed(int count) => Told();

        public void Started() => Told();

        public void Stopped() => Told();

        public void Noted(LinkNote note) => Told();

        public void Faulted(in LinkFault fault)
        {
            Told();
            _faulted = true;
            Faults++;
            _channel!.Close();
        }

        public int Send(ReadOnlySpan<byte> octets)
        {
            Told();
            return octets.Length;
        }

        public void SendRest(ReadOnlyMemory<byte> octets) => throw new InvalidOperationException("The wire takes everything.");

        private void Told()
        {
            if (_faulted)
            {
                throw new InvalidOperationException("Something was told behind a fault.");
            }
        }
    }
}
