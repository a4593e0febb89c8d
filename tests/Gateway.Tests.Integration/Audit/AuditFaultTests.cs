using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.Host.Audit;
using Gateway.Tests.Integration.Logging;
using Gateway.Tests.Integration.Web;
using NLog.Targets;

namespace Gateway.Tests.Integration.Audit;

/// <summary>The audit cannot be written: the program goes on, and what is missing is told when it can be (O4).</summary>
[TestClass]
public sealed class AuditFaultTests
{
    private const string Single = "2D 01 06 00 07 00 09 00 00 01";

    [TestMethod, TestProperty("Rule", "O4")]
    public async Task A_target_that_throws_ends_nothing_and_what_it_did_not_take_is_told()
    {
        var bad = new ThrowingTarget();
        using (var audit = new AuditBench(bad))
        {
            for (var n = 0; n < 3; n++)
            {
                audit.Ask(Single);
            }

            await Patience.UntilAsync(() => audit.Log.DroppedLines == 3, "three are lost");
            bad.Works = true;
            audit.Ask(Single);
        }

        var lines = bad.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.AreEqual("lost asked", string.Join(' ', lines.Select(l => l.GetProperty("event").GetString())));
        Assert.AreEqual(3, lines[0].GetProperty("lines").GetInt32());
    }

    [TestMethod, TestProperty("Rule", "O4")]
    public async Task A_full_disk_loses_lines_and_they_are_counted()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Inconclusive("This system has no file that is always full.");
        }

        var root = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(root.FullName, "audit.jsonl"), "/dev/full");
            using var audit = new AuditBench(root.FullName);
            audit.Ask(Single);
            audit.Ask(Single);
            await Patience.UntilAsync(() => audit.Log.DroppedLines == 2, "two are lost");
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [TestMethod, TestProperty("Rule", "O4")]
    [DataRow(true, "asked, lost 2, asked")]
    [DataRow(false, "asked, cut, lost 2, asked")]
    public async Task A_line_that_a_full_disk_has_cut_spoils_no_other(bool canTakeBack, string expected)
    {
        var (root, isFull) = (Directory.CreateTempSubdirectory("gateway-test-"), false);
        try
        {
            var file = Path.Combine(root.FullName, "audit.jsonl");
            using (var audit = new AuditBench(AuditLog.FileIn(root.FullName, path => new CuttingFile(path, () => Volatile.Read(ref isFull), canTakeBack))))
            {
                audit.Ask(Single);
                await Patience.UntilAsync(() => new FileInfo(file) is { Exists: true, Length: > 0 }, "the first is written");
                Volatile.Write(ref isFull, value: true);
                audit.Ask(Single);
                await Patience.UntilAsync(() => audit.Log.DroppedLines == 1, "the second is lost");
                audit.Ask(Single);
                await Patience.UntilAsync(() => audit.Log.DroppedLines == 2, "the third is lost");
                Volatile.Write(ref isFull, value: false);
                audit.Ask(Single);
            }

            Assert.AreEqual(expected, string.Join(", ", File.ReadAllLines(file).Select(Told)));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "O3"), TestProperty("Rule", "O4")]
    public async Task Status_and_metrics_tell_how_many_lines_are_missing()
    {
        await using var rig = await WebRig.StartAsync();
        _ = Directory.CreateDirectory(Path.Combine(rig.Folder, "log", "audit.jsonl"));
        AuditBench.Ask(rig.Get<AuditLog>(), Single);
        await Patience.UntilAsync(() => rig.Get<AuditLog>().DroppedLines == 1, "it is lost");
        Assert.AreEqual(1, (int)(await rig.GetAsync("api/v1/program"))["auditLinesLost"]!);
        Assert.AreEqual(1, (int)(await rig.GetAsync("api/v1/status"))["program"]!["auditLinesLost"]!);
        Assert.Contains("iec104_gateway_audit_lines_lost_total 1\n", await rig.Http.GetStringAsync(new Uri("metrics", UriKind.Relative)));
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public void A_stop_writes_what_waits()
    {
        const int Commands = 5000;
        using var audit = new AuditBench(queueLines: Commands);
        for (var n = 0; n < Commands; n++)
        {
            audit.Ask(Single);
        }

        Assert.HasCount(Commands, audit.Lines());
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public async Task A_disk_that_hangs_does_not_keep_the_program()
    {
        using var disk = new HangingDisk();
        var audit = new AuditBench(AuditLog.FileIn("unused", _ => disk.Open()), limit: TimeSpan.Zero);
        audit.Ask(Single);
        await disk.Hangs.WaitAsync(Patience.Limit);
        await Task.Run(audit.Dispose).WaitAsync(Patience.Limit);
    }

    private static string Told(string line)
    {
        try
        {
            var told = JsonDocument.Parse(line).RootElement;
            return told.GetProperty("event").GetString() is "lost" ? $"lost {told.GetProperty("lines").GetInt32()}" : "asked";
        }
        catch (JsonException)
        {
            return "cut";
        }
    }

    private sealed class ThrowingTarget : TargetWithLayout
    {
        public ThrowingTarget() => Layout = AuditLog.Line;

        public bool Works { get; set; }

        public ConcurrentQueue<string> Lines { get; } = new();

        protected override void Write(NLog.LogEventInfo logEvent)
        {
            if (!Works)
            {
                throw new InvalidOperationException("no");
            }

            Lines.Enqueue(RenderLogEvent(Layout, logEvent));
        }
    }
}
