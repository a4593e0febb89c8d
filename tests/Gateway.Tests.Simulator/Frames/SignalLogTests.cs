using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Frames;

/// <summary>Signals and their lines.</summary>
[TestClass]
public sealed class SignalLogTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 10, 0, 0);

    [TestMethod]
    public void An_ASDU_is_a_signal_for_each_object()
    {
        var signals = SignalReader.Read(Now, "RTU", SignalDirection.Sent, null, Unit.Hex.Of("01 02 03 05 20 00 01 00 00 01 02 00 00 80"), "why");
        Assert.HasCount(2, signals);
        Assert.AreEqual(("ON", 1d, "", 1u), (signals[0].Value, signals[0].Number!.Value, signals[0].Quality, signals[0].Object.Value));
        Assert.AreEqual(("OFF", 0d, "IV", 2u), (signals[1].Value, signals[1].Number!.Value, signals[1].Quality, signals[1].Object.Value));
        Assert.IsNull(signals[0].TimeTag);
    }

    [TestMethod]
    public void A_time_tag_is_read()
    {
        var signal = SignalReader.Read(Now, "RTU", SignalDirection.Sent, null, Unit.Hex.Of("1E 01 03 00 20 00 01 00 00 01 D2 04 0B 0A 15 0B 1A"))[0];
        Assert.AreEqual(new DateTime(2026, 11, 21, 10, 11, 1, 234), signal.TimeTag);
    }

    [TestMethod]
    [DataRow("C8 01 03 00 20 00 09 00 00 C0 FF EE", "C0FFEE", "unknown type")]
    [DataRow("01 03 03 00 20 00 09 00 00 01", "09000001", "octets")]
    [DataRow("66 01 05 00 20 00 09 00 00", "", "")]
    public void What_cannot_be_read_is_shown_as_octets(string asdu, string value, string comment)
    {
        var signals = SignalReader.Read(Now, "RTU", SignalDirection.Received, null, Unit.Hex.Of(asdu));
        Assert.HasCount(1, signals);
        Assert.AreEqual(value, signals[0].Value);
        Assert.IsNull(signals[0].Number);
        Assert.Contains(comment, signals[0].Comment);
    }

    [TestMethod]
    public void A_line_is_comma_separated_with_quotes_where_they_are_needed()
    {
        var signal = SignalReader.Read(Now.AddTicks(1234560), "A,B", SignalDirection.Received, null, Unit.Hex.Of("2E 01 46 07 20 00 09 52 00 82"), "say \"on\"\n")[0];
        Assert.AreEqual("2026-11-21 10:00:00.123456,\"A,B\",received,46,21001,ON,,6 negative,7,\"select; say \"\"on\"\" \"", SignalLog.Line(signal));
        var longest = SignalLog.Line(signal with { Comment = new string('x', 60) });
        Assert.EndsWith("," + new string('x', 53), longest);
    }

    [TestMethod]
    public async Task Every_signal_sent_and_frame_received_is_in_the_log()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            await using (var log = SignalLog.Open(path))
            await using (var rtu = TestRtu.Start(sink: log))
            await using (var master = await TestMaster.StartAsync(rtu.Ports[0], originator: 7))
            {
                var request = TestRtu.Dco(DoubleCommand.On);
                request[AsduHead.OriginatorOctet] = 7;
                master.Station.SendRaw(request);
                await master.GetsAsync("activation termination");
            }

            string[] lines = [.. (await File.ReadAllLinesAsync(path)).Select(l => l[(l.IndexOf(',', StringComparison.Ordinal) + 1)..])];
            CollectionAssert.AreEqual(
                new[]
                {
                    "RTU,direction,type,IOA,value,quality,COT,OA,comment",
                    "Substation,sent,70,0,local power on,,4,0,",
                    "Substation,received,46,21001,ON,,6,7,",
                    "Substation,sent,46,21001,ON,,7,7,breaker",
                    "Substation,sent,31,301,ON,,3,0,",
                    "Substation,sent,46,21001,ON,,10,7,",
                },
                lines);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public async Task A_slow_disk_holds_nobody_up_and_what_is_missing_is_counted()
    {
        var disk = new SlowWriter();
        var log = new SignalLog(disk);
        var signal = SignalReader.Read(Now, "RTU", SignalDirection.Sent, null, Unit.Hex.Of("01 01 03 00 20 00 01 00 00 01"))[0];
        log.Seen(signal);
        await disk.Writing.WaitAsync(Patience.Limit);
        for (var n = 0; n < 100_005; n++)
        {
            log.Seen(signal);
        }

        disk.Release();
        await log.DisposeAsync();
        Assert.AreEqual("# 5 signals are missing here: the disk was too slow", disk.Lines[^1]);
        Assert.HasCount(100_002, disk.Lines);
    }

    private sealed class SlowWriter : StringWriter
    {
        private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Lines { get; } = [];

        public Task Writing => _writing.Task;

        public void Release() => _free.TrySetResult();

        public override async Task WriteLineAsync(string? value)
        {
            _ = _writing.TrySetResult();
            await _free.Task;
            Lines.Add(value!);
        }
    }
}
