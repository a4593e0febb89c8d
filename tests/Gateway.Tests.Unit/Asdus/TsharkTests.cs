using System.Globalization;
using System.Net;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Tests.Unit.Foreign;

namespace Gateway.Tests.Unit.Asdus;

/// <summary>A foreign decoder reads the golden ASDUs as we do.</summary>
[TestClass]
public sealed class TsharkTests
{
    private const string Prefix = "iec60870_asdu.";

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Tshark_reads_each_golden_ASDU_as_we_do()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pcap");
        try
        {
            Write(path);
            var frames = await Tshark.DissectAsync(path, TestContext.CancellationToken);
            Assert.HasCount(GoldenAsdus.All.Length, frames);
            for (var i = 0; i < frames.Count; i++) Compare(GoldenAsdus.Octets(GoldenAsdus.All[i].Octets), frames[i]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path)
    {
        using var pcap = new PcapFile(path);
        var rtu = new IPEndPoint(IPAddress.Parse("10.0.0.1"), 2404);
        var master = new IPEndPoint(IPAddress.Parse("10.0.0.2"), 40000);
        var sent = 0;
        foreach (var (hex, _) in GoldenAsdus.All)
        {
            var asdu = GoldenAsdus.Octets(hex);
            byte[] apdu = [0x68, (byte)(asdu.Length + 4), (byte)(sent << 1), (byte)(sent >> 7), 0, 0, .. asdu];
            pcap.Add(DateTimeOffset.UnixEpoch.AddSeconds(sent++), rtu, master, apdu);
        }
    }

    private static void Compare(byte[] octets, IReadOnlyDictionary<string, List<string>> frame)
    {
        var asdu = new AsduView(octets);
        var name = asdu.Type.ToString();
        Assert.IsFalse(frame.Keys.Any(k => k.StartsWith("_ws.malformed")), name);
        var expected = new Dictionary<string, List<double>>(StringComparer.Ordinal)
        {
            ["typeid"] = [(byte)asdu.Type],
            ["sq"] = [asdu.Vsq.IsSequence ? 1 : 0],
            ["numix"] = [asdu.Vsq.Count],
            ["causetx"] = [(byte)asdu.Cause],
            ["nega"] = [asdu.Cot.IsNegative ? 1 : 0],
            ["test"] = [asdu.Cot.IsTest ? 1 : 0],
            ["oa"] = [asdu.Originator.Value],
            ["addr"] = [asdu.CommonAddress.Value],
        };
        var isRaw = frame.TryGetValue(Prefix + "rawdata", out var raw);
        foreach (var read in asdu.InformationObjects) Expect(read, expected, isRaw);
        // What tshark does not know it shows as octets behind the first address.
        if (isRaw) Assert.AreEqual(Convert.ToHexString(asdu.Objects[3..]), raw![0].Replace(":", "").ToUpperInvariant(), name);
        foreach (var (field, values) in expected)
        {
            Assert.IsTrue(frame.TryGetValue(Prefix + field, out var shown), $"{name}: {field}");
            Assert.HasCount(values.Count, shown!, $"{name}: {field}");
            for (var i = 0; i < values.Count; i++) Assert.AreEqual(values[i], Number(shown![i]), 1e-5, $"{name}: {field}");
        }
    }

    private static void Expect(InformationObject read, Dictionary<string, List<double>> expected, bool isRaw)
    {
        void Field(string field, double value)
        {
            if (!expected.TryGetValue(field, out var values)) expected[field] = values = [];
            values.Add(value);
        }

        if (isRaw && expected.ContainsKey("ioa")) return;
        Field("ioa", read.Address.Value);
        if (isRaw) return;
        if (read.TryGet(out Siq siq)) Field("siq.spi", siq.IsOn ? 1 : 0);
        if (read.TryGet(out Diq diq)) Field("diq.dpi", (byte)diq.State);
        if (read.TryGet(out Vti vti)) Field("vti.v", vti.Value);
        if (read.TryGet(out vti)) Field("vti.t", vti.IsTransient ? 1 : 0);
        if (read.TryGet(out Nva nva)) Field("normval", nva.Value);
        if (read.TryGet(out Sva sva)) Field("scalval", sva.Value);
        if (read.TryGet(out ShortFloat number)) Field("float", number.Value);
        // tshark shows the octets of a bitstring in their order on the wire.
        if (read.TryGet(out Bsi bsi)) Field("bitstring", System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bsi.Bits));
        if (read.TryGet(out Bcr bcr))
        {
            Field("bcr.count", bcr.Counter);
            Field("bcr.sq", bcr.Sequence);
            Field("bcr.cy", bcr.Quality.HasFlag(Quality.Carry) ? 1 : 0);
            Field("bcr.ca", bcr.Quality.HasFlag(Quality.CounterAdjusted) ? 1 : 0);
        }

        foreach (var (kind, field) in new[] { (ElementKind.Siq, "siq"), (ElementKind.Diq, "diq"), (ElementKind.Qds, "qds"), (ElementKind.Bcr, "bcr") })
        {
            if (!read.Type.Has(kind)) continue;
            Field($"{field}.iv", read.Quality.HasFlag(Quality.Invalid) ? 1 : 0);
            if (kind == ElementKind.Bcr) continue;
            Field($"{field}.nt", read.Quality.HasFlag(Quality.NotTopical) ? 1 : 0);
            Field($"{field}.sb", read.Quality.HasFlag(Quality.Substituted) ? 1 : 0);
            Field($"{field}.bl", read.Quality.HasFlag(Quality.Blocked) ? 1 : 0);
            if (kind == ElementKind.Qds) Field("qds.ov", read.Quality.HasFlag(Quality.Overflow) ? 1 : 0);
        }

        ExpectCommand(read, Field);
        ExpectTime(read, Field);
    }

    private static void ExpectCommand(InformationObject read, Action<string, double> field)
    {
        if (read.TryGet(out Sco sco)) Command("sco", "on", sco.IsOn ? 1 : 0, sco.Qoc);
        if (read.TryGet(out Dco dco)) Command("dco", "on", (byte)dco.State, dco.Qoc);
        if (read.TryGet(out Rco rco)) Command("rco", "up", (byte)rco.Step, rco.Qoc);
        if (read.TryGet(out Qos qos)) field("qos.ql", qos.Ql);
        if (read.TryGet(out qos)) field("qos.se", qos.IsSelect ? 1 : 0);
        if (read.TryGet(out Coi coi)) field("coi_r", coi.Cause);
        if (read.TryGet(out coi)) field("coi_i", coi.IsAfterParameterChange ? 1 : 0);
        if (read.TryGet(out Qoi qoi)) field("qoi", qoi.Octet);
        if (read.TryGet(out Qcc qcc)) field("rqt", qcc.Request);
        if (read.TryGet(out qcc)) field("frz", (byte)qcc.Freeze);
        if (read.TryGet(out Qrp qrp)) field("qrp", qrp.Octet);
        if (read.TryGet(out Qpm qpm)) field("qpm.kpa", qpm.Parameter);
        if (read.TryGet(out qpm)) field("qpm.lpc", qpm.IsChangedLocally ? 1 : 0);
        if (read.TryGet(out qpm)) field("qpm.pop", qpm.IsNotInOperation ? 1 : 0);

        void Command(string element, string state, double value, Qoc qoc)
        {
            field($"{element}.{state}", value);
            field($"{element}.qu", (byte)qoc.Qu);
            field($"{element}.se", qoc.IsSelect ? 1 : 0);
        }
    }

    private static void ExpectTime(InformationObject read, Action<string, double> field)
    {
        if (read.Time24 is { } minutes)
        {
            field("cp24time.ms", minutes.Milliseconds);
            field("cp24time.min", minutes.Minute);
            field("cp24time.iv", minutes.IsInvalid ? 1 : 0);
        }

        if (read.Time56 is not { } time) return;
        field("cp56time.ms", time.Milliseconds);
        field("cp56time.min", time.Minute);
        field("cp56time.gen", time.IsSubstituted ? 1 : 0);
        field("cp56time.iv", time.IsInvalid ? 1 : 0);
        field("cp56time.hour", time.Hour);
        field("cp56time.su", time.IsSummerTime ? 1 : 0);
        field("cp56time.day", time.Day);
        field("cp56time.dow", time.DayOfWeek);
        field("cp56time.month", time.Month);
        field("cp56time.year", time.Year);
    }

    private static double Number(string text) => text.StartsWith("0x")
        ? uint.Parse(text.AsSpan(2), NumberStyles.HexNumber)
        : double.Parse(text);
}
