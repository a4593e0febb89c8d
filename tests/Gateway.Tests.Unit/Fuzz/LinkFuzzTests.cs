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
        var count = FuzzRuns.Count(Inputs);
        for (var input = 0; input < count; input++)
        {
            var role = random.Next(2) == 0 ? StationRole.Controlled : StationRole.Controlling;
            var octets = maker.Next(role);
            var timing = random.Next(2) == 0 ? AcknowledgeTiming.OnReceipt : AcknowledgeTiming.WhenReleased;
            var portions = random.Next();
            var allocated = peer.Feed(role, timing, octets, portions);
            if (input >= WarmUp && allocated > 0)
            {
                // A collection that another thread started may count what is left of this thread's allocation block, or empty the pool: what an input allocates, it allocates again.
                Assert.AreEqual(0L, peer.Feed(role, timing, octets, portions), $"octets allocated by input {input}");
            }
        }

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

        /// <summary>Octets that a new link allocates while it takes <paramref name="octets"/> in portions, whose lengths follow from <paramref name="portions"/>.</summary>
        public long Feed(StationRole role, AcknowledgeTiming timing, ReadOnlySpan<byte> octets, int portions)
        {
            var channel = Connect(role, timing);
            var before = GC.GetAllocatedBytesForCurrentThread();
            while (octets.Length > 0)
            {
                var portion = 1 + (portions % octets.Length);
                portions = (portions * 1103515245 + 12345) & int.MaxValue;
                channel.Receive(octets[..portion], Now);
                channel.Flush(Now);
                octets = octets[portion..];
            }

            channel.Close();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private LinkChannel Connect(StationRole role, AcknowledgeTiming timing)
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

        public bool HasRest => false;

        public void Send(ReadOnlySpan<byte> octets) => Told();

        private void Told()
        {
            if (_faulted)
            {
                throw new InvalidOperationException("Something was told behind a fault.");
            }
        }
    }
}
