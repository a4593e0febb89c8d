using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>A port that listens only at times (S3).</summary>
[TestClass]
public class LinkListenerTests
{
    [TestMethod, TestProperty("Rule", "S3")]
    public void A_port_that_does_not_listen_refuses_at_once()
    {
        using var bench = NewBench();
        bench.Open();
        bench.Do(bench.Listener.Close);
        Assert.IsFalse(bench.Listener.IsListening);
        var refused = Assert.ThrowsExactly<SocketException>(() => bench.Client());
        Assert.AreEqual(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public void It_listens_again_on_the_same_port_and_misses_nobody_however_often()
    {
        using var bench = NewBench();
        bench.Open();
        var port = bench.Listener.Local.Port;
        for (var time = 0; time < 200; time++)
        {
            bench.Do(() =>
            {
                bench.Listener.Close();
                Assert.IsNull(bench.Listener.Open());
            });
            Assert.AreEqual(port, bench.Listener.Local.Port);
            _ = bench.Client();
            Assert.AreEqual("accepted", bench.Next());
        }
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public void A_port_that_the_system_chose_stays_the_same_one()
    {
        using var bench = NewBench();
        using var listener = new LinkListener(new IPEndPoint(IPAddress.Parse("127.0.1.2"), 0), bench.Turn, bench);
        bench.Do(() => Assert.IsNull(listener.Open()));
        var local = listener.Local;
        bench.Do(() =>
        {
            listener.Close();
            Assert.IsNull(listener.Open());
        });
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(local);
        Assert.AreEqual("accepted", bench.Next());
        bench.Do(listener.Close);
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public void Opened_twice_it_listens_once_and_closed_twice_it_is_closed()
    {
        using var bench = NewBench();
        bench.Open();
        bench.Open();
        _ = bench.Client();
        Assert.AreEqual("accepted", bench.Next());
        bench.Do(bench.Listener.Close);
        bench.Do(bench.Listener.Close);
        Assert.ThrowsExactly<SocketException>(() => bench.Client());
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public void Connections_live_on_when_it_stops_listening()
    {
        using var bench = NewBench();
        var client = bench.Started();
        bench.Do(bench.Listener.Close);
        _ = client.Send(Hex.Of(Links.LinkBench.StopDtAct));
        Assert.AreEqual("stopped", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public void Who_came_in_and_was_not_handed_over_when_it_stopped_listening_is_closed()
    {
        using var bench = NewBench();
        bench.Open();
        Socket? client = null;
        bench.Do(() =>
        {
            // The turn is held: the listener stands in line behind it.
            client = bench.Client();
            Assert.IsTrue(SpinWait.SpinUntil(() => Volatile.Read(ref bench.Listener.InLine) == 1, TurnBench.Patience));
            bench.Listener.Close();
        });
        Assert.IsTrue(IsEnded(client!));
        bench.Do(() => bench.Tell("nobody"));
        Assert.AreEqual("nobody", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public void A_port_in_use_is_told_in_words_and_taken_when_it_is_free()
    {
        using var bench = NewBench();
        bench.Open();
        var second = new LinkListener(bench.Listener.Local, bench.Turn, bench);
        bench.Do(() => Assert.AreEqual("it is in use by another program", second.Open()));
        Assert.IsFalse(second.IsListening);
        bench.Do(() =>
        {
            bench.Listener.Dispose();
            Assert.IsNull(second.Open());
            second.Dispose();
        });
    }

    [TestMethod, TestProperty("Rule", "S3")]
    public void A_port_that_another_takes_while_it_does_not_listen_is_told_and_comes_back()
    {
        using var bench = NewBench();
        bench.Open();
        bench.Do(bench.Listener.Close);
        using (var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            other.Bind(bench.Listener.Local);
            other.Listen();
            bench.Do(() => Assert.AreEqual("it is in use by another program", bench.Listener.Open()));
        }

        bench.Open();
        _ = bench.Client();
        Assert.AreEqual("accepted", bench.Next());
    }

    [TestMethod, TestProperty("Rule", "S7")]
    public void IPv6_works_as_IPv4_does()
    {
        SkipWithoutIPv6();
        using var bench = NewBench("::1");
        bench.Open();
        _ = bench.Client();
        Assert.AreEqual("accepted", bench.Next());
        bench.Do(() => Assert.AreEqual(IPAddress.IPv6Loopback, bench.Connection!.Remote.Address));
        bench.Do(bench.Listener.Close);
        var refused = Assert.ThrowsExactly<SocketException>(() => bench.Client());
        Assert.AreEqual(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [TestMethod, TestProperty("Rule", "S7")]
    public void On_every_IPv6_address_it_takes_IPv4_as_well_and_tells_it_as_IPv4()
    {
        SkipWithoutIPv6();
        using var bench = NewBench("::");
        bench.Open();
        _ = bench.Client(IPAddress.Loopback);
        Assert.AreEqual("accepted", bench.Next());
        bench.Do(() => Assert.AreEqual(IPAddress.Loopback, bench.Connection!.Remote.Address));
    }

    [TestMethod, TestProperty("Rule", "S9")]
    public void Three_hundred_that_come_at_once_all_get_in()
    {
        const int Masters = 300;
        using var bench = NewBench();
        bench.Open();
        var clients = new Socket[Masters];
        _ = Parallel.For(0, Masters, n => clients[n] = bench.Client());
        for (var n = 0; n < Masters; n++)
        {
            Assert.AreEqual("accepted", bench.Next());
        }

        // Of several the bench keeps the last one, and closes the others.
        bench.Do(() => bench.Connection!.Close());
        Assert.IsTrue(Array.TrueForAll(clients, IsEnded));
    }

    [TestMethod, TestProperty("Rule", "S9")]
    public void As_many_as_a_group_has_seats_are_connected_also_while_its_turn_is_busy()
    {
        const int Seats = 255;
        using var bench = NewBench();
        bench.Open();
        bench.Do(() =>
        {
            for (var n = 0; n < Seats; n++)
            {
                _ = bench.Client();
            }
        });
        for (var n = 0; n < Seats; n++)
        {
            Assert.AreEqual("accepted", bench.Next());
        }
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void A_flood_of_connections_lets_other_input_of_the_group_pass()
    {
        const int Masters = 50;
        using var bench = NewBench();
        bench.Open();
        var other = new Todo(() => bench.Tell("other input"));
        bench.AtAccepted = () => bench.Turn.Enter(other);
        bench.Do(() =>
        {
            // The turn is held: they all wait for it.
            for (var n = 0; n < Masters; n++)
            {
                _ = bench.Client();
            }
        });
        var (accepted, mostInARow, inARow) = (0, 0, 0);
        while (accepted < Masters)
        {
            if (bench.Next() == "accepted")
            {
                accepted++;
                mostInARow = Math.Max(mostInARow, ++inARow);
            }
            else
            {
                inARow = 0;
            }
        }

        // Sixteen at once; the next one that comes may have entered the listener before the other input.
        Assert.IsLessThanOrEqualTo(32, mostInARow);
    }

    [TestMethod, TestProperty("Rule", "S12")]
    public void Who_has_given_up_before_it_is_looked_at_keeps_nobody_from_coming_in()
    {
        using var bench = NewBench();
        bench.Open();
        bench.Do(() =>
        {
            using var gone = bench.Client();
            gone.LingerState = new LingerOption(enable: true, seconds: 0);
        });
        var told = bench.Next();
        Assert.AreEqual("accepted", told);
        Assert.StartsWith("lost", bench.Next());
        _ = bench.Client();
        Assert.AreEqual("accepted", bench.Next());
    }

    internal virtual SocketBench NewBench(string listen = "127.0.1.1") => new(listen);

    /// <summary>FIN or RST: no octet comes any more.</summary>
    internal static bool IsEnded(Socket client)
    {
        try
        {
            return client.Receive(new byte[1]) == 0;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionReset;
        }
    }

    private static void SkipWithoutIPv6()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Inconclusive("This machine has no IPv6.");
        }
    }
}
