using System.Collections.Concurrent;
using System.Net;
using Gateway.Core.Observation;
using Gateway.Host.Logging;
using Gateway.Host.Status;
using Gateway.Tests.Integration.Sessions;
using Gateway.Tests.Integration.Time;
using Gateway.Tests.Integration.Web;

namespace Gateway.Tests.Integration.Logging;

/// <summary>Log files that cannot be written are told of (O1).</summary>
[TestClass]
public sealed class WriteFaultsTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    [TestMethod, TestProperty("Rule", "O1")]
    public void The_first_file_that_fails_is_told_and_when_all_are_written_again_that_too()
    {
        var (time, told, tries) = (new HandTime(), new List<string>(), new List<string>());
        using var faults = new WriteFaults(time, told.Add);
        faults.Written("/log/gateway.log");
        Assert.IsNull(faults.Problem);
        faults.Failed("/log/gateway.log", "No space left on device", 1, tries.Add);
        faults.Failed("/log/gateway.log", "No space left on device", 2, tries.Add);
        faults.Failed("/log/1-North.log", "No space left on device", 4, tries.Add);
        var begun = $"{Path.GetDirectoryName("/log/gateway.log")}: the log files cannot be written: No space left on device; the program runs without them, and tries it again every 10 s";
        Assert.AreSequenceEqual([begun], told);
        Assert.AreEqual("/log/gateway.log and 1 more log files cannot be written since 2026-11-21 09:51:41: No space left on device; 7 lines are lost", faults.Problem);
        Assert.AreEqual((7, 2), (faults.LinesLost, faults.Failing));

        for (var n = 1; n <= 2; n++)
        {
            time.Pass(Pause);
            Assert.HasCount(2 * n, tries);
        }

        Assert.Contains("3 lines are missing here since 2026-11-21 09:51:41: No space left on device", tries);
        faults.Written("/log/gateway.log");
        Assert.HasCount(1, told);
        faults.Written("/log/1-North.log");
        Assert.EndsWith(": the log files are written again; 7 lines are lost", told[1]);
        Assert.IsNull(faults.Problem);
        Assert.AreEqual((7, 0), (faults.LinesLost, faults.Failing));
        time.Pass(Pause);
        Assert.HasCount(4, tries);

        // Another time is another story.
        faults.Failed("/log/gateway.log", "Permission denied", 1, tries.Add);
        Assert.HasCount(3, told);
        Assert.EndsWith("Permission denied; 1 lines are lost", faults.Problem!);
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public async Task A_file_where_the_folder_should_be_loses_lines_until_it_is_gone()
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        var folder = Path.Combine(root.FullName, "log");
        await File.WriteAllTextAsync(folder, "");
        await LosesUntilAsync(folder, () => File.Delete(folder), lostAtStart: 0);
        root.Delete(recursive: true);
    }

    [TestMethod, TestProperty("Rule", "O1")]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_full_disk_loses_lines_until_there_is_room()
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        foreach (var file in new[] { "gateway.log", "1-North.log" })
        {
            _ = File.CreateSymbolicLink(Path.Combine(root.FullName, file), "/dev/full");
        }

        await LosesUntilAsync(
            root.FullName,
            () =>
            {
                File.Delete(Path.Combine(root.FullName, "gateway.log"));
                File.Delete(Path.Combine(root.FullName, "1-North.log"));
            },
            lostAtStart: 0);
        root.Delete(recursive: true);
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public async Task A_disk_that_hangs_does_not_keep_the_program_and_that_is_told()
    {
        using var disk = new HangingDisk();
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        var told = new ConcurrentQueue<string>();
        var logs = new LogFiles(root.FullName, console: false, tell: told.Enqueue, open: _ => disk.Open(), limit: new EndLimit(TimeSpan.Zero));
        logs.Program("one");
        await disk.Hangs.WaitAsync(Patience.Limit);
        await Task.Run(logs.Dispose).WaitAsync(Patience.Limit);
        Assert.AreEqual($"{root.FullName}: the log files are not closed: the disk hangs, or is too slow; their last lines are lost", told.Single());
        root.Delete(recursive: true);
    }

    [TestMethod, TestProperty("Rule", "O1"), TestProperty("Rule", "O2"), TestProperty("Rule", "O3")]
    public async Task Status_metrics_and_table_tell_it()
    {
        await using var rig = await WebRig.StartAsync();
        Assert.IsEmpty((await rig.GetAsync("api/v1/program"))["problems"]!.AsArray());
        rig.Get<LogFiles>().Faults.Failed(Path.Combine(rig.Folder, "audit.jsonl"), "No space left on device", 3, _ => { });
        var program = await rig.GetAsync("api/v1/program");
        Assert.Contains("audit.jsonl cannot be written since ", (string)program["problems"]![0]!);
        Assert.AreEqual((3, 1), ((int)program["logLinesLost"]!, (int)program["logFilesFailing"]!));
        var metrics = await rig.Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        Assert.Contains("iec104_gateway_log_lines_lost_total 3\n", metrics);
        Assert.Contains("iec104_gateway_log_files_failing 1\n", metrics);
        using var table = new StringWriter();
        StatusTable.Write(await rig.Get<GatewayStatus>().ReadAsync(), table);
        Assert.Contains("No space left on device; 3 lines are lost\n", table.ToString().ReplaceLineEndings("\n"));
    }

    private static async Task LosesUntilAsync(string folder, Action mend, int lostAtStart)
    {
        var (time, told) = (new HandTime(), new ConcurrentQueue<string>());
        using (var logs = new LogFiles(folder, console: false, time, told.Enqueue))
        {
            Assert.AreEqual(lostAtStart, logs.Faults.LinesLost);
            logs.Program("one");
            logs.Of(SessionBench.Config(new IPEndPoint(IPAddress.Loopback, 2404)) with { LogEvents = true, Name = "North" }).Happened(GroupEventKind.Initialized, "", "two");
            await Patience.UntilAsync(() => logs.Faults is { LinesLost: 2, Failing: 2 }, "both lines are lost");
            Assert.HasCount(1, told);
            Assert.StartsWith($"{folder}: the log files cannot be written: ", told.Single());
            time.Pass(Pause);
            Assert.AreEqual((2, 2), (logs.Faults.LinesLost, logs.Faults.Failing));

            mend();
            time.Pass(Pause);
            await Patience.UntilAsync(() => told.Count == 2, "it is over");
            Assert.AreEqual($"{folder}: the log files are written again; 2 lines are lost", told.Last());
            logs.Program("three");
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "gateway.log"));
        Assert.HasCount(2, lines);
        Assert.Contains("WARN  1 lines are missing here since ", lines[0]);
        Assert.EndsWith("three", lines[1]);
        Assert.Contains("1 lines are missing here since ", (await File.ReadAllLinesAsync(Path.Combine(folder, "1-North.log"))).Single());
    }
}
