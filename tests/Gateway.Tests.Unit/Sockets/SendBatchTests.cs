using Gateway.Iec104;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>What a turn sends goes out in one call at its end, and nothing of it is lost, doubled or out of order (L8, docs/decisions/0009-one-call-for-a-turn.md).</summary>
[TestClass]
public sealed class SendBatchTests
{
    private readonly TurnBench _bench = new();

    [TestInitialize]
    public void Begin() => GatheringThread.Begin();

    [TestCleanup]
    public void End() => GatheringThread.End();

    [TestMethod, TestProperty("Rule", "L8")]
    public void Nothing_goes_before_the_end_of_the_turn_and_then_everything_does()
    {
        using var a = new WirePair(_bench);
        using var b = new WirePair(_bench);
        _bench.Do(() =>
        {
            a.Wire.Send([1, 2]);
            b.Wire.Send([3]);
            Assert.IsTrue(a.IsSilent && b.IsSilent);
        });
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, a.Get(2));
        CollectionAssert.AreEqual(new byte[] { 3 }, b.Get(1));
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, a.Seen);
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void What_one_connection_sends_twice_or_in_great_length_stays_in_order()
    {
        using var a = new WirePair(_bench);
        var sent = new byte[10_000];
        Random.Shared.NextBytes(sent);
        _bench.Do(() =>
        {
            a.Wire.Send(sent.AsSpan(0, 100));
            a.Wire.Send(sent.AsSpan(100, SendBatch.LongestSend));
            a.Wire.Send(sent.AsSpan(100 + SendBatch.LongestSend));
        });
        CollectionAssert.AreEqual(sent, a.Get(sent.Length));
        CollectionAssert.AreEqual(sent, a.Seen);
    }

    [TestMethod, TestProperty("Rule", "L8")]
    [DataRow(1)]
    [DataRow(SendBatch.LongestSend)]
    public void More_connections_than_a_call_takes_get_theirs(int octets)
    {
        var all = Enumerable.Range(0, SendRing.MostSends + 2).Select(_ => new WirePair(_bench)).ToList();
        _bench.Do(() =>
        {
            for (var n = 0; n < all.Count; n++)
            {
                all[n].Wire.Send(Enumerable.Repeat((byte)n, octets).ToArray());
            }
        });
        for (var n = 0; n < all.Count; n++)
        {
            CollectionAssert.AreEqual(Enumerable.Repeat((byte)n, octets).ToArray(), all[n].Get(octets));
            all[n].Dispose();
        }
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void A_full_socket_keeps_its_rest_and_a_broken_one_nothing_and_the_others_notice_neither()
    {
        using var full = new WirePair(_bench, sendBufferOctets: 4096);
        using var broken = new WirePair(_bench);
        using var good = new WirePair(_bench);
        broken.Peer.Close(0);
        var sent = new List<byte>();
        var turns = 0;
        var block = new byte[SendBatch.LongestSend];
        for (var isFull = false; !isFull; turns++)
        {
            Random.Shared.NextBytes(block);
            _bench.Do(() =>
            {
                broken.Wire.Send(block);
                full.Wire.Send(block);
                good.Wire.Send([(byte)turns]);
                _ = good.Wire.HasRest;
                isFull = full.Wire.HasRest;
                Assert.IsFalse(broken.Wire.HasRest);
            });
            sent.AddRange(block);
        }

        CollectionAssert.AreEqual(sent, full.Get(sent.Count));
        Assert.AreEqual("writable", _bench.Next());
        _bench.Do(() =>
        {
            Assert.IsFalse(full.Wire.HasRest);
            CollectionAssert.AreEqual(sent, full.Seen);
        });
        CollectionAssert.AreEqual(Enumerable.Range(0, turns).Select(n => (byte)n).ToArray(), good.Get(turns));
    }

    [TestMethod, TestProperty("Rule", "S4")]
    public void What_was_sent_before_the_close_arrives_and_then_the_end()
    {
        using var a = new WirePair(_bench);
        _bench.Do(() =>
        {
            a.Wire.Send([1, 2]);
            a.Close();
        });
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, a.Get(2));
        Assert.AreEqual(0, a.Peer.Receive(new byte[1]));
    }

    [TestMethod, TestProperty("Rule", "L8")]
    [DataRow(2)]
    [DataRow(SendRing.MostSends + 2)]
    public void Where_the_kernel_refuses_everything_is_sent_alone_from_then_on(int wires)
    {
        // It takes the sends of the thread that made the ring, and of no other one.
        SendBatch? foreign = null;
        var maker = new Thread(() => foreign = SendBatch.TryCreate());
        maker.Start();
        Assert.IsTrue(maker.Join(TurnBench.Patience));
        SendBatch.OfThread = foreign;
        var all = Enumerable.Range(0, wires).Select(_ => new WirePair(_bench)).ToList();
        _bench.Do(() => all.ForEach(w => w.Wire.Send([1])));
        Assert.IsNull(SendBatch.OfThread);
        _bench.Do(() => all.ForEach(w => w.Wire.Send([2])));
        foreach (var one in all)
        {
            CollectionAssert.AreEqual(new byte[] { 1, 2 }, one.Get(2));
            one.Dispose();
        }
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void A_defect_in_the_turn_holds_up_nothing_that_was_sent()
    {
        using var a = new WirePair(_bench);
        using var b = new WirePair(_bench);
        _bench.AtFlush = () =>
        {
            a.Wire.Send([7]);
            b.Wire.Send([8]);
            throw new InvalidOperationException("a defect");
        };
        _bench.Do(() => { });
        _bench.AtFlush = () => { };
        CollectionAssert.AreEqual(new byte[] { 7 }, a.Get(1));
        CollectionAssert.AreEqual(new byte[] { 8 }, b.Get(1));
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void A_defect_of_who_looks_at_one_connection_is_told_and_the_others_get_theirs_and_the_deadline_is_left()
    {
        using var a = new WirePair(_bench) { AtSeen = () => throw new InvalidOperationException("a defect") };
        using var b = new WirePair(_bench, sendBufferOctets: 4096);
        var told = false;
        _bench.AtFailed = () => told = true;
        var sent = new List<byte>();
        var block = new byte[SendBatch.LongestSend];
        for (var isFull = false; !isFull;)
        {
            Random.Shared.NextBytes(block);
            sent.AddRange(block);
            _bench.Do(() =>
            {
                a.Wire.Send([1]);
                b.Wire.Send(block);
            });
            _bench.Do(() => isFull = b.Wire.HasRest);
        }

        _bench.Deadline = new Instant(42);
        _bench.Do(() => a.Wire.Send([1]));
        Assert.IsTrue(told);
        Assert.AreEqual(new Instant(42), _bench.Turn.Deadline.Value);
        CollectionAssert.AreEqual(sent, b.Get(sent.Count));
        a.AtSeen = () => { };
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void What_is_too_long_to_be_gathered_overtakes_nothing()
    {
        using var a = new WirePair(_bench);
        using var b = new WirePair(_bench);
        _bench.Do(() =>
        {
            a.Wire.Send([1]);
            b.Wire.Send(new byte[SendBatch.LongestSend + 1]);
            CollectionAssert.AreEqual(new byte[] { 1 }, a.Get(1));
        });
        _ = b.Get(SendBatch.LongestSend + 1);
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void A_turn_within_another_sends_what_both_have_gathered()
    {
        var inner = new TurnBench();
        using var a = new WirePair(_bench);
        using var b = new WirePair(inner);
        _bench.Do(() =>
        {
            a.Wire.Send([1]);
            inner.Do(() => b.Wire.Send([2]));
            CollectionAssert.AreEqual(new byte[] { 1 }, a.Get(1));
            CollectionAssert.AreEqual(new byte[] { 2 }, b.Get(1));
            a.Wire.Send([3]);
        });
        CollectionAssert.AreEqual(new byte[] { 3 }, a.Get(1));
    }
}
