using System.Net;
using Gateway.Core.Observation;
using Gateway.Host.Traffic;
using Gateway.Iec104;
using Gateway.Tests.Integration.Foreign;
using Gateway.Tests.Integration.Sessions;
using Gateway.Tests.Unit;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>A download of a group's traffic, read by tshark (O2).</summary>
[TestClass]
public sealed class CaptureTests
{
    private const int Events = 40;

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task The_capture_has_the_octets_that_both_peers_sent_and_got()
    {
        using var rtu = new WireRtu("127.0.1.90");
        rtu.Listen();
        await using var bench = new SessionBench(SessionBench.Config(rtu.Local));
        using var rtuWire = await rtu.AcceptAsync();
        var watches = new TrafficWatches(() => bench.Groups, TimeProvider.System);
        var tap = watches.Look("1")!;
        await Patience.UntilAsync(() => tap.Find(1) is not null, "the RTU's connection is seen");
        var port = bench.Groups[0].Config.Ports[0].Listen.Port;
        using var masterWire = await WireEnd.ConnectAsync("127.0.0.2", port);
        var (rtuEnd, master) = (new RecordingEnd(rtuWire), new RecordingEnd(masterWire));
        await TalkAsync(rtuEnd, master);

        var file = Path.Combine(Path.GetTempPath(), $"gateway-{Guid.NewGuid():N}.pcapng");
        try
        {
            await WriteAsync(() => watches.Look("1"), file);
            string[] decode = ["-r", file, "-d", $"tcp.port=={port},iec60870_104", "-d", $"tcp.port=={rtu.Local.Port},iec60870_104"];
            var packets = await FieldsAsync([.. decode], "frame.interface_name", "ip.src", "ip.dst", "tcp.srcport", "tcp.dstport", "tcp.payload");
            Assert.AreEqual(rtuEnd.Sent, Payload(packets, p => p[0] == "rtu" && p[1] == "127.0.1.90" && p[3] == $"{rtu.Local.Port}"));
            Assert.AreEqual(rtuEnd.Got, Payload(packets, p => p[0] == "rtu" && p[2] == "127.0.1.90" && p[4] == $"{rtu.Local.Port}"));
            Assert.AreEqual(master.Sent, Payload(packets, p => p[0] == "masters" && p[1] == "127.0.0.2" && p[4] == $"{port}"));
            Assert.AreEqual(master.Got, Payload(packets, p => p[0] == "masters" && p[2] == "127.0.0.2" && p[3] == $"{port}"));

            await AssertSoundAsync(decode);
            Assert.AreEqual(master.Asdus, await AsdusAsync(decode, $"tcp.srcport=={port}"));
            Assert.AreEqual(Events + 1, await AsdusAsync(decode, $"tcp.srcport=={rtu.Local.Port}"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task IPv6_gaps_and_long_reads_are_sound_too()
    {
        var bench = new TapBench(octets: 8 * TrafficRing.MostOctets);
        var local = new IPEndPoint(IPAddress.Parse("2001:db8::9"), 2404);
        var six = bench.Tap.Seen(new TappedConnection(new Abstractions.MasterId(4), "six", local, new IPEndPoint(IPAddress.Parse("2001:db8::15"), 50001), new CommonAddress(7)));
        byte[] flood = [.. Enumerable.Range(0, 3000).SelectMany(n => TapBench.I(n, 0, "01 01 03 00 07 00 01 00 00 01"))];
        bench.Master.Received(Hex.Of("68 04 07 00 00 00"), continues: false);
        bench.Rtu.Received(flood, continues: false);
        six.Sent(flood, continues: false);
        six.Received(Hex.Of("68 04 01 00 02 00"), continues: false);
        var file = Path.Combine(Path.GetTempPath(), $"gateway-{Guid.NewGuid():N}.pcapng");
        try
        {
            await WriteAsync(() => bench.Tap, file);
            await AssertSoundAsync(["-r", file]);
            string[] read = ["-r", file];
            Assert.AreEqual(3000, await AsdusAsync(read, "ipv6.dst==2001:db8::15"));
            Assert.AreEqual(3000, await AsdusAsync(read, "ip.src==10.0.0.1"));
            var back = await FieldsAsync([.. read, "-Y", "ipv6.src==2001:db8::15"], "tcp.seq_raw", "tcp.ack_raw", "frame.time_epoch");
            Assert.AreEqual(("1", $"{flood.Length + 1}"), (back.Single()[0], back.Single()[1]));
            var age = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch - TimeSpan.FromSeconds(double.Parse(back.Single()[2]));
            Assert.IsTrue(age > TimeSpan.Zero && age < TimeSpan.FromMinutes(10), "the time stamps are UTC");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task A_recording_has_what_comes_while_it_lasts()
    {
        var bench = new TapBench();
        bench.Rtu.Received(Hex.Of("68 04 43 00 00 00"), continues: false);
        var looks = 0;
        var file = new MemoryStream();

        // The second look is after the first writing.
        await Capture.WriteAsync(
            () =>
            {
                if (++looks == 3)
                {
                    bench.Rtu.Sent(Hex.Of("68 04 83 00 00 00"), continues: false);
                }

                return looks < 4 ? bench.Tap : null;
            },
            "1",
            file,
            TimeSpan.FromMinutes(5),
            TimeProvider.System,
            CancellationToken.None);
        var written = Convert.ToHexString(file.ToArray());
        Assert.Contains("680443000000", written);
        Assert.Contains("680483000000", written);
    }

    // Both sides start; events, a command, its answer; S APDUs.
    private static async Task TalkAsync(RecordingEnd rtu, RecordingEnd master)
    {
        await master.SendAsync(WireEnd.StartDtAct);
        await master.UntilAsync(WireEnd.EndOfInitialization);
        await rtu.UntilAsync(WireEnd.StartDtAct);
        await rtu.SendAsync(WireEnd.StartDtCon);
        for (var n = 0; n < Events; n += 4)
        {
            await rtu.SendAsync(string.Join(' ', Enumerable.Range(n, 4).Select(m => Hex.Text(TapBench.I(m, 0, $"01 01 03 00 07 00 {m:X2} 00 00 01")))));
            await master.UntilAsync($"01 01 03 00 07 00 {n + 3:X2} 00 00 01");
            await master.SendAsync(Hex.Text([0x68, 4, 1, 0, (byte)((n + 5) << 1), 0]));
        }

        await master.SendAsync(Hex.Text(TapBench.I(0, Events + 1, "2D 01 06 00 07 00 05 00 00 01")));
        await rtu.UntilAsync("2D 01 06 01 07 00 05 00 00 01");
        await rtu.SendAsync(Hex.Text(TapBench.I(Events, 1, "2D 01 07 01 07 00 05 00 00 01")));
        await master.UntilAsync("2D 01 07 00 07 00 05 00 00 01");
        await rtu.SettleAsync();
        await master.SettleAsync();
    }

    private static async Task WriteAsync(Func<TrafficTap?> look, string file)
    {
        await using var stream = File.Create(file);
        await Capture.WriteAsync(look, "1", stream, TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
    }

    private static async Task AssertSoundAsync(string[] read)
    {
        string[] check = [.. read, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"];
        var bad = await FieldsAsync([.. check, "-Y", "_ws.malformed || tcp.checksum.status==0 || ip.checksum.status==0 || tcp.analysis.lost_segment || tcp.analysis.retransmission"], "frame.number");
        Assert.IsEmpty(bad);
        Assert.IsNotEmpty(await FieldsAsync([.. check, "-Y", "tcp.checksum.status==1"], "frame.number"));
    }

    // Several of them may stand in one packet.
    private static async Task<int> AsdusAsync(string[] read, string filter) =>
        (await FieldsAsync([.. read, "-Y", $"iec60870_asdu && {filter}"], "iec60870_asdu.typeid")).Sum(f => f[0].Split(',').Length);

    private static string Payload(List<string[]> packets, Func<string[], bool> isWanted) =>
        string.Concat(packets.Where(isWanted).Select(p => p[5])).Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();

    private static async Task<List<string[]>> FieldsAsync(string[] arguments, params string[] fields)
    {
        using var tshark = Tool.Start("tshark", [.. arguments, "-T", "fields", "-E", "separator=/t", .. fields.SelectMany(f => new[] { "-e", f })]);
        var output = await tshark.EndAsync();

        // tshark tells on its error output that it runs as root.
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("Running as", StringComparison.Ordinal)).Select(l => l.Split('\t'))];
    }
}
