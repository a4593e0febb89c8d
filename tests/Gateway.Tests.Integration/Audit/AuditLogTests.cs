using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.Host.Audit;
using Gateway.Host.Logging;
using Gateway.Tests.Integration.Sessions;
using Gateway.Tests.Integration.Time;
using NLog.Targets;

namespace Gateway.Tests.Integration.Audit;

/// <summary>Lines of JSON for what masters ask and what becomes of it (O4).</summary>
[TestClass]
public sealed class AuditLogTests
{
    [TestMethod, TestProperty("Rule", "O4")]
    public async Task A_command_leaves_a_line_when_it_is_asked_and_one_when_it_has_ended()
    {
        var lines = await LinesOfAsync(
            "CC \u0007\n\"A\"",
            ("68 12 00 00 02 00 32 01 06 2A 07 00 D1 07 00 00 00 C8 41 85", ["68 12 00 00 00 00 32 01 06 01 07 00 D1 07 00 00 00 C8 41 85"], "68 12 00 00 02 00 32 01 47 01 07 00 D1 07 00 00 00 C8 41 85"));
        var (asked, ended) = (lines[0], lines[1]);
        Assert.AreEqual(("asked", "ended"), (Text(asked, "event"), Text(ended, "event")));
        Assert.AreEqual(Text(asked, "id"), Text(ended, "id"));
        foreach (var line in lines)
        {
            Assert.MatchesRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", Text(line, "time"));
            Assert.AreEqual(("1", "CC \u0007\n\"A\"", "CC \u0007\n\"A\""), (Text(line, "group"), Text(line, "station"), Text(line, "masterName")));
            Assert.StartsWith("127.0.0.2:", Text(line, "peer"));
            Assert.AreEqual((50, "C_SE_NC_1", 6, "activation"), (Number(line, "type"), Text(line, "typeName"), Number(line, "cot"), Text(line, "cause")));
            Assert.AreEqual((42, 7, 2001, "25"), (Number(line, "oa"), Number(line, "ca"), Number(line, "ioa"), Text(line, "value")));
            Assert.AreEqual((true, 5), (line.GetProperty("select").GetBoolean(), Number(line, "qualifier")));
        }

        Assert.AreEqual(("negative", 7, "activation confirmation negative"), (Text(ended, "result"), Number(ended, "answerCot"), Text(ended, "answer")));
        Assert.IsGreaterThanOrEqualTo(0.0, ended.GetProperty("durationMs").GetDouble());
        Assert.IsFalse(asked.TryGetProperty("result", out _));
    }

    [TestMethod, TestProperty("Rule", "O4"), TestProperty("Rule", "R11")]
    public async Task What_is_dropped_names_the_rule_and_the_reason()
    {
        var lines = await LinesOfAsync("North", ("68 0F 00 00 02 00 2D 01 06 00 07 00 05 00 00 01 02", [], null));
        var ended = lines[1];
        Assert.AreEqual(("dropped", "R11", "its length does not fit its VSQ", "0500000102"), (Text(ended, "result"), Text(ended, "rule"), Text(ended, "reason"), Text(ended, "octets")));
    }

    [TestMethod, TestProperty("Rule", "O4")]
    [DataRow("65 01 06 00 07 00 00 00 00 45", "C_CI_NA_1", "all counters freeze")]
    [DataRow("69 01 06 00 07 00 00 00 00 01", "C_RP_NA_1", "process")]
    [DataRow("67 01 06 00 07 00 00 00 00 7B 00 00 0A 15 0B 1A", "C_CS_NA_1", "2026-11-21 10:00:00.123")]
    [DataRow("6E 01 06 00 07 00 09 00 00 00 40 01", "P_ME_NA_1", "0.5 threshold")]
    [DataRow("2F 01 06 00 07 00 09 00 00 02", "C_RC_NA_1", "HIGHER")]
    [DataRow("3A 01 06 00 07 00 09 00 00 01 7B 00 00 0A 15 0B 1A", "C_SC_TA_1", "ON")]
    [DataRow("7A 01 0D 00 07 00 03 00 00 05 00 00 01", "F_SC_NA_1", "file 5 section 0 select file")]
    public void Values_are_told_in_words(string asdu, string type, string value)
    {
        using var audit = new AuditBench();
        audit.Ask(asdu);
        var line = audit.Lines().Single();
        Assert.AreEqual((type, value), (Text(line, "typeName"), Text(line, "value")));
        Assert.AreEqual(type == "C_SC_TA_1", line.TryGetProperty("timeTag", out _));
    }

    [TestMethod, TestProperty("Rule", "O4")]
    public void Several_objects_of_one_command_are_all_told()
    {
        using var audit = new AuditBench();
        audit.Ask("2D 03 06 00 07 00 09 00 00 01 0A 00 00 00 0B 00 00 01");
        var line = audit.Lines().Single();
        Assert.AreEqual((9, "ON", 3), (Number(line, "ioa"), Text(line, "value"), Number(line, "objects")));
        Assert.AreEqual("10 OFF 11 ON", string.Join(' ', line.GetProperty("others").EnumerateArray().Select(o => $"{Number(o, "ioa")} {Text(o, "value")}")));
    }

    [TestMethod, TestProperty("Rule", "O4")]
    public void A_disk_that_is_too_slow_delays_nobody_and_what_is_lost_is_told()
    {
        var slow = new SlowTarget();
        using (var audit = new AuditBench(slow, queueLines: 10))
        {
            for (var n = 0; n < 100; n++)
            {
                audit.Ask("2D 01 06 00 07 00 09 00 00 01");
            }

            slow.Go.Set();
            Assert.IsGreaterThan(50, audit.Log.DroppedLines);
        }

        var lines = slow.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var told = lines.Where(l => Text(l, "event") == "lost").Sum(l => Number(l, "lines"));
        Assert.AreEqual(100, lines.Count(l => Text(l, "event") == "asked") + told);
        Assert.IsGreaterThan(50, told);
    }

    [TestMethod, TestProperty("Rule", "O4")]
    public async Task What_could_not_be_written_is_told_and_so_is_its_number_when_it_can_be_again()
    {
        var (time, told, target) = (new HandTime(), new ConcurrentQueue<string>(), new FailingTarget());
        using var faults = new WriteFaults(time, told.Enqueue);
        using (var audit = new AuditBench(target, faults: faults))
        {
            _ = audit.Ask("2D 01 06 00 07 00 09 00 00 01");
            _ = audit.Ask("2D 01 06 00 07 00 09 00 00 00");
            await Patience.UntilAsync(() => faults.LinesLost == 2, "both are lost");
            Assert.Contains("audit.jsonl cannot be written since 2026-11-21 09:51:41: the disk is full; 2 lines are lost", faults.Problem!);
            time.Pass(TimeSpan.FromSeconds(10));
            Assert.HasCount(1, told);
            target.Fails = false;
            time.Pass(TimeSpan.FromSeconds(10));
            Assert.IsNull(faults.Problem);
            Assert.EndsWith("the log files are written again; 2 lines are lost", told.Last());
            _ = audit.Ask("2D 01 06 00 07 00 09 00 00 01");
        }

        Assert.AreEqual("lost 2, asked", string.Join(", ", target.Lines.Select(l => JsonDocument.Parse(l).RootElement).Select(l => Text(l, "event") is "lost" ? $"lost {Number(l, "lines")}" : Text(l, "event"))));
    }

    [TestMethod, TestProperty("Rule", "O4")]
    [DataRow(true, 2)]
    [DataRow(false, 0)]
    public async Task A_group_without_audit_leaves_none(bool isOn, int expected)
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            using var rtu = new WireRtu("127.0.1.94");
            rtu.Listen();
            var config = SessionBench.Config(rtu.Local) with { Audit = isOn };
            using (var logs = new LogFiles(root.FullName, console: false))
            using (var audit = new AuditLog(root.FullName, TimeProvider.System))
            {
                await using var bench = new SessionBench(g => new GroupObservers(logs.Of(g), g.Audit ? audit.Of(g) : null), config);
                using var rtuEnd = await rtu.AcceptAsync();
                using var master = await WireEnd.ConnectAsync("127.0.0.2", config.Ports[0].Listen.Port);
                await master.StartAsync();
                await rtuEnd.ExpectAsync(WireEnd.StartDtAct);
                await rtuEnd.SendAsync(WireEnd.StartDtCon);
                await master.SendAsync("68 0E 00 00 02 00 2D 01 06 00 07 00 05 00 00 01");
                await rtuEnd.ExpectAsync("68 0E 00 00 00 00 2D 01 06 01 07 00 05 00 00 01");
            }

            var file = new FileInfo(Path.Combine(root.FullName, "audit.jsonl"));
            Assert.HasCount(expected, file.Exists ? File.ReadAllLines(file.FullName) : []);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    // A session in which a master asks, the RTU gets something, and answers; then the file.
    private static async Task<List<JsonElement>> LinesOfAsync(string name, params (string Asked, string[] ToRtu, string? Answer)[] steps)
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            using var rtu = new WireRtu("127.0.1.95");
            rtu.Listen();
            var config = SessionBench.Config(rtu.Local, p => p with { Name = name }) with { Name = name };
            using (var audit = new AuditLog(root.FullName, TimeProvider.System))
            {
                await using var bench = new SessionBench(audit.Of, config);
                using var rtuEnd = await rtu.AcceptAsync();
                using var master = await WireEnd.ConnectAsync("127.0.0.2", config.Ports[0].Listen.Port);
                await master.StartAsync();
                await rtuEnd.ExpectAsync(WireEnd.StartDtAct);
                await rtuEnd.SendAsync(WireEnd.StartDtCon);
                foreach (var (asked, toRtu, answer) in steps)
                {
                    await master.SendAsync(asked);
                    await rtuEnd.ExpectAsync(toRtu);
                    if (answer is not null)
                    {
                        await rtuEnd.SendAsync(answer);
                    }

                    _ = answer is null ? (await master.EndAsync()).Count : (await master.ApduAsync()).Length;
                }
            }

            return [.. File.ReadAllLines(Path.Combine(root.FullName, "audit.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)];
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private static int Number(JsonElement line, string name) => line.GetProperty(name).GetInt32();

    private sealed class FailingTarget : TargetWithLayout
    {
        public FailingTarget() => Layout = AuditLog.Line;

        public bool Fails { get; set; } = true;

        public ConcurrentQueue<string> Lines { get; } = new();

        protected override void Write(NLog.LogEventInfo logEvent) => Lines.Enqueue(Fails ? throw new IOException("the disk is full") : RenderLogEvent(Layout, logEvent));
    }

    private sealed class SlowTarget : TargetWithLayout
    {
        public SlowTarget() => Layout = AuditLog.Line;

        public ManualResetEventSlim Go { get; } = new();

        public ConcurrentQueue<string> Lines { get; } = new();

        protected override void Write(NLog.LogEventInfo logEvent)
        {
            Assert.IsTrue(Go.Wait(Patience.Limit));
            Lines.Enqueue(RenderLogEvent(Layout, logEvent));
        }
    }
}
