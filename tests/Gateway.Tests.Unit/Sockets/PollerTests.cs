using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>Who watches which sockets, and that nobody keeps it from doing so (docs/decisions/0007-own-polling.md).</summary>
[TestClass]
public sealed class PollerTests
{
    [TestMethod, TestProperty("Rule", "S1")]
    public void Groups_take_turns_with_one_polling_thread_for_each_core_and_four_at_most()
    {
        SkipWithoutEpoll();
        var pollers = Enumerable.Range(0, 64).Select(_ => new TurnBench().Turn.Poller).Distinct().ToList();
        Assert.DoesNotContain((Poller?)null, pollers);
        Assert.HasCount(Math.Min(Environment.ProcessorCount, 4), pollers);
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void A_group_that_is_stuck_in_foreign_code_does_not_stop_its_polling_thread()
    {
        SkipWithoutEpoll();
        var poller = Poller.Next()!;
        using var stuck = new SocketBench(poller, onPool: true);
        using var neighbour = new SocketBench(poller);
        stuck.Open();
        neighbour.Open();
        using var go = new ManualResetEventSlim();
        stuck.AtAccepted = () => Assert.IsTrue(go.Wait(TurnBench.Patience));
        _ = stuck.Client();
        Assert.AreEqual("accepted", stuck.Next());
        for (var n = 0; n < 10; n++)
        {
            // They stand in line for the one that is stuck.
            _ = stuck.Client();
            _ = neighbour.Client();
            Assert.AreEqual("accepted", neighbour.Next());
        }

        go.Set();
        for (var n = 0; n < 10; n++)
        {
            Assert.AreEqual("accepted", stuck.Next());
        }
    }

    [TestMethod, TestProperty("Rule", "S1")]
    public void Ended_twice_a_watch_does_not_end_that_of_another_socket()
    {
        SkipWithoutEpoll();
        var bench = new TurnBench();
        var poller = Poller.TryCreate(0)!;
        using var socket = NewSocket();
        var descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        var (first, second, third) = (NewWire(socket, poller, bench), NewWire(socket, poller, bench), NewWire(socket, poller, bench));
        var slot = poller.Add(descriptor, first);
        poller.Remove(descriptor, slot, first);
        Assert.AreEqual(slot, poller.Add(descriptor, second));
        poller.Remove(descriptor, slot, first);
        using var other = NewSocket();
        Assert.AreNotEqual(slot, poller.Add((int)other.SafeHandle.DangerousGetHandle(), third));
        var stillWatched = Assert.ThrowsExactly<SocketException>(() => poller.Add(descriptor, third));
        Assert.AreEqual(17, stillWatched.ErrorCode, "EEXIST");
    }

    [TestMethod, TestProperty("Rule", "D6")]
    public void A_socket_that_cannot_be_watched_leaves_nothing_behind()
    {
        SkipWithoutEpoll();
        var bench = new TurnBench();
        var poller = Poller.TryCreate(0)!;
        using var socket = NewSocket();
        var wire = NewWire(socket, poller, bench);
        _ = Assert.ThrowsExactly<SocketException>(() => poller.Add(-1, wire));
        Assert.AreEqual(0, poller.Add((int)socket.SafeHandle.DangerousGetHandle(), wire));
    }

    private static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static PolledWire NewWire(Socket socket, Poller poller, TurnBench bench)
    {
        var nothing = new Todo(() => { });
        return new PolledWire(socket, poller, bench.Turn, nothing, nothing);
    }

    private static void SkipWithoutEpoll()
    {
        if (Poller.Next() is null)
        {
            Assert.Inconclusive("There is no polling of our own here.");
        }
    }
}
