using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Links;
using static Gateway.Tests.Unit.Links.LinkBench;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>One TCP connection with its link, its end and its beginning (S2, L1, L5, L6, L8).</summary>
[TestClass]
public class LinkConnectionTests
{
    private static readonly LinkConfig Wide = LinkConfig.Default with { K = LinkConfig.MaxK, W = 8 };

    [TestMethod, TestProperty("Rule", "S2")]
    public void A_connect_ends_in_a_connection_from_the_address_it_was_told()
    {
        using var there = NewBench();
        there.Open();
        using var here = NewBench();
        here.Do(() => here.Connect(there.Listener.Local, IPAddress.Parse("127.0.0.7")));
        Assert.AreEqual("connected", here.Next());
        Assert.AreEqual("accepted", there.Next());
        there.Do(() => Assert.AreEqual(IPAddress.Parse("127.0.0.7"), there.Connection!.Remote.Address));
        Assert.AreEqual(there.Listener.Local, here.Connection!.Remote);
    }

    [TestMethod, TestProperty("Rule", "S2")]
    public void A_refused_connect_is_lost_at_once()
    {
        using var there = NewBench();
        there.Open();
        there.Do(there.Listener.Close);
        using var here = NewBench();
        here.Do(() => here.Connect(there.Listener.Local));
        Assert.AreEqual("lost: connection refused", here.Next());
        here.Do(() => Assert.IsTrue(here.Connection!.IsClosed));
    }

    [TestMethod, TestProperty("Rule", "S2")]
    public void A_connect_that_takes_longer_than_t0_is_lost_and_never_told_as_connected()
    {
        using var there = NewBench();
        there.Open();
        using var here = NewBench();
        here.Do(() =>
        {
            // The turn is held: whatever the system has made of it comes too late.
            here.Connect(there.Listener.Local);
            Assert.AreEqual(here.Turn.Clock.Now + here.Config.T0, here.Connection!.Deadline);
            here.Connection.Expire();
            here.Tell("still waiting");
            here.Turn.Clock.Now += here.Config.T0;
            here.Connection.Expire();
        });
        Assert.AreEqual("still waiting", here.Next());
        Assert.AreEqual("lost: no TCP connection within t0", here.Next());
        here.Do(() => here.Tell("nothing more"));
        Assert.AreEqual("nothing more", here.Next());
    }

    [TestMethod, TestProperty("Rule", "S2")]
    public void A_peer_that_closes_is_lost()
    {
        using var bench = NewBench();
        bench.Started().Dispose();
        Assert.AreEqual("lost: closed by the peer", bench.Next());
        bench.Do(() => Assert.IsTrue(bench.Connection!.IsClosed));
    }

    [TestMethod, TestProperty("Rule", "S2")]
    public void A_peer_that_resets_is_lost()
    {
        using var bench = NewBench();
        var client = bench.Started();
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Dispose();
        Assert.AreEqual("lost: connection reset by the peer", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public void What_came_before_the_peer_closed_is_read_first()
    {
        using var bench = NewBench();
        var client = bench.Started();
        _ = client.Send(Hex.Of(I(0, 0)));
        client.Dispose();
        Assert.AreEqual("lost: closed by the peer", bench.Next());
        bench.Do(() => Assert.AreEqual(1, bench.Received));
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void Octets_go_without_delay_and_TCP_keep_alive_is_on()
    {
        using var bench = NewBench();
        _ = bench.Started();
        Assert.IsTrue(bench.Accepted!.NoDelay);
        Assert.AreEqual(1, bench.Accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public void More_APDUs_than_one_read_takes_all_arrive()
    {
        const int Count = 20_000;
        using var bench = NewBench();
        var client = bench.Started();
        var flood = Enumerable.Range(0, Count).SelectMany(n => Hex.Of(I(n, 0))).ToArray();
        Assert.AreEqual(flood.Length, client.Send(flood));
        _ = client.Send(Hex.Of(StopDtAct));
        Assert.AreEqual("stopped", bench.Next());
        bench.Do(() => Assert.AreEqual(Count, bench.Received));
    }

    [TestMethod, TestProperty("Rule", "L6")]
    public void A_violation_closes_the_connection_for_the_peer_too()
    {
        using var bench = NewBench();
        var client = bench.Started();
        _ = client.Send(Hex.Of("00"));
        Assert.AreEqual(nameof(LinkFaultKind.BadStartOctet), bench.Next());
        Assert.IsTrue(LinkListenerTests.IsEnded(client));
    }

    [TestMethod, TestProperty("Rule", "L5")]
    public void Its_deadline_is_its_links()
    {
        using var bench = NewBench();
        var client = bench.Started();
        bench.Do(() =>
        {
            bench.Put();
            bench.Connection!.Flush();
            Assert.AreEqual(bench.Turn.Clock.Now + bench.Config.T1, bench.Connection.Deadline);
            bench.Turn.Clock.Now += bench.Config.T1;
            bench.Connection.Expire();
        });
        Assert.AreEqual(nameof(LinkFaultKind.NoAcknowledgement), bench.Next());
        Assert.AreEqual(I(0, 0), ReadToEnd(client));
    }

    [TestMethod, TestProperty("Rule", "S4")]
    public void What_was_written_before_it_is_closed_arrives_and_then_the_end()
    {
        for (var time = 0; time < 20; time++)
        {
            using var bench = NewBench();
            var client = bench.Started();
            bench.Do(() =>
            {
                bench.Put();
                bench.Put();
                bench.Connection!.Flush();
                bench.Connection.Close();
            });
            Assert.AreEqual($"{I(0, 0)} {I(1, 0)}", ReadToEnd(client));
        }
    }

    [TestMethod, TestProperty("Rule", "S4")]
    public void After_it_is_closed_the_owner_is_told_nothing()
    {
        using var bench = NewBench();
        var client = bench.Started();
        bench.Do(() =>
        {
            bench.Connection!.Close();
            bench.Connection.Close();
            bench.Turn.Clock.Now += TimeSpan.FromHours(1);
            bench.Connection.Expire();
            Assert.AreEqual(0, bench.Connection.Room);
        });
        Assert.AreEqual("", ReadToEnd(client));
        client.Dispose();
        bench.Do(() => bench.Tell("nothing"));
        Assert.AreEqual("nothing", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void A_full_socket_is_told_as_writable_later_and_nothing_is_lost_or_doubled()
    {
        using var bench = NewBench();
        (bench.Config, bench.SendBufferOctets) = (Wide, 4096);
        var client = bench.Started();
        var put = Fill(bench);
        var tap = new Links.WireTap();
        var buffer = new byte[4096];
        while (tap.Asdus < put)
        {
            var count = client.Receive(buffer);
            Assert.AreNotEqual(0, count);
            tap.Pass(buffer.AsSpan(0, count));
        }

        Assert.AreEqual("writable", bench.Next());
        bench.Do(() => Assert.IsTrue(bench.Connection!.IsDrained));
        Assert.AreEqual(put, tap.Asdus);
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void Closed_with_a_full_socket_it_gives_its_rest_back_and_tells_nothing()
    {
        using var bench = NewBench();
        (bench.Config, bench.SendBufferOctets) = (Wide, 4096);
        var client = bench.Started();

        // In one turn: behind it the system may take some more, and that would rightly be told.
        bench.Do(() =>
        {
            _ = FillNow(bench);
            bench.Connection!.Close();
        });
        Assert.IsTrue(SpinWait.SpinUntil(() => bench.Connection!.IsDrained, TurnBench.Patience));
        client.Dispose();
        bench.Do(() => bench.Tell("nothing"));
        Assert.AreEqual("nothing", bench.Next());
    }

    // Puts until the socket is full.
    private static int Fill(SocketBench bench)
    {
        var put = 0;
        bench.Do(() => put = FillNow(bench));
        return put;
    }

    private static int FillNow(SocketBench bench)
    {
        var put = 0;
        while (bench.Connection!.IsDrained)
        {
            Assert.IsGreaterThan(0, bench.Connection.Room, "The system takes more than k.");
            for (; bench.Connection.Room > 0 && (put + 1) % 100 != 0; put++)
            {
                bench.Put();
            }

            bench.Put();
            put++;
            bench.Connection.Flush();
        }

        Assert.AreEqual(0, bench.Connection.Room);
        return put;
    }

    private static string ReadToEnd(Socket client)
    {
        var read = new List<byte>();
        var buffer = new byte[4096];
        for (int count; (count = client.Receive(buffer)) > 0;)
        {
            read.AddRange(buffer[..count]);
        }

        return Hex.Text([.. read]);
    }

    /// <summary>On our own polling, where the system has it.</summary>
    internal virtual SocketBench NewBench() => new();
}
