using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>A tap sees the octets of its connection as they are on the wire, both ways, each once (O2).</summary>
[TestClass]
public sealed class LinkTapTests
{
    [TestMethod, TestProperty("Rule", "O2")]
    public void It_sees_what_comes_and_what_goes_and_where_an_APDU_goes_on()
    {
        using var bench = new SocketBench();
        var client = bench.Started();
        var tap = new Tap();
        bench.Do(() => bench.Connection!.Tap = tap);
        _ = client.Send(Hex.Of("68 04 43"));
        Assert.IsTrue(SpinWait.SpinUntil(() => Seen(bench, tap).Length > 0, TurnBench.Patience));
        _ = client.Send(Hex.Of("00 00 00"));
        var con = new byte[6];
        Assert.AreEqual(6, client.Receive(con));
        CollectionAssert.AreEqual(new[] { "< 68 04 43", "<+ 00 00 00", "> 68 04 83 00 00 00" }, Seen(bench, tap));
        client.Dispose();
        Assert.AreEqual("lost: closed by the peer", bench.Next());
        Assert.AreEqual("closed", Seen(bench, tap)[^1]);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow(false)]
    [DataRow(true)]
    public void What_a_full_socket_takes_later_is_seen_as_it_takes_it(bool completions)
    {
        using var bench = new SocketBench(completions: completions) { Config = LinkConfig.Default with { K = LinkConfig.MaxK, W = 8 }, SendBufferOctets = 4096 };
        var client = bench.Started();
        var tap = new Tap();
        var put = 0;
        bench.Do(() =>
        {
            bench.Connection!.Tap = tap;
            while (bench.Connection.IsDrained)
            {
                for (var n = 0; n < 1000 && bench.Connection.Room > 0; n++, put++)
                {
                    bench.Put();
                }

                bench.Connection.Flush();
            }
        });
        var got = new byte[put * 16];
        for (var count = 0; count < got.Length;)
        {
            count += client.Receive(got.AsSpan(count));
        }

        Assert.AreEqual("writable", bench.Next());
        bench.Do(() => CollectionAssert.AreEqual(got, tap.Sent));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void What_a_closed_connection_has_not_sent_is_not_seen()
    {
        using var bench = new SocketBench { Config = LinkConfig.Default with { K = LinkConfig.MaxK, W = 8 }, SendBufferOctets = 4096 };
        var client = bench.Started();
        var tap = new Tap();
        var put = 0;
        bench.Do(() =>
        {
            bench.Connection!.Tap = tap;
            for (; bench.Connection.IsDrained; put++)
            {
                bench.Put();
                bench.Connection.Flush();
            }

            bench.Connection.Close();
        });
        var got = new List<byte>();
        var buffer = new byte[4096];
        for (int count; (count = client.Receive(buffer)) > 0;)
        {
            got.AddRange(buffer[..count]);
        }

        bench.Do(() => CollectionAssert.AreEqual(got, tap.Sent));
        Assert.IsLessThan(put * 16, got.Count);
    }

    private static string[] Seen(SocketBench bench, Tap tap)
    {
        string[] seen = [];
        bench.Do(() => seen = [.. tap.Calls]);
        return seen;
    }

    private sealed class Tap : ILinkTap
    {
        public List<string> Calls { get; } = [];

        public List<byte> Sent { get; } = [];

        public void Received(ReadOnlySpan<byte> octets, bool continues) => Calls.Add($"<{(continues ? "+" : "")} {Hex.Text(octets)}");

        void ILinkTap.Sent(ReadOnlySpan<byte> octets, bool continues)
        {
            Calls.Add($">{(continues ? "+" : "")} {Hex.Text(octets)}");
            Sent.AddRange(octets);
        }

        public void Closed() => Calls.Add("closed");
    }
}
