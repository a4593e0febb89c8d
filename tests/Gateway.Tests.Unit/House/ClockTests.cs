using System.Text.RegularExpressions;

namespace Gateway.Tests.Unit.House;

/// <summary>
/// A step of the wall clock, which our own time service makes, is noticed by no timer (L5): what counts intervals never reads it. Where it is read it
/// is shown, sent or set.
/// </summary>
[TestClass]
public sealed partial class ClockTests
{
    // What reads it, and why that is no deadline.
    private static readonly Dictionary<string, string> Readers = new(StringComparer.Ordinal)
    {
        ["Gateway.Iec104/Stations/ControlledStation.cs"] = "time tags",
        ["Gateway.Host/Logging/WriteFaults.cs"] = "since when, for people; it waits by the monotonic clock",
        ["Gateway.Host/Status/LiveStatus.cs"] = "the time of a message; it waits by the monotonic clock",
        ["Gateway.Host/Traffic/TrafficEndpoints.cs"] = "a file name",
        ["Gateway.Host/Time/TimeRound.cs"] = "the status' text; it waits by the monotonic clock",
        ["Plugins/Ntp/Exchange.cs"] = "the clock is what it measures; it waits by the monotonic clock",
    };

    [TestMethod, TestProperty("Rule", "L5")]
    [DataRow("Gateway.Iec104")]
    [DataRow("Gateway.Abstractions")]
    [DataRow("Gateway.Core")]
    public void The_protocol_and_the_groups_read_no_wall_clock(string project) =>
        AssertNone(Sources(project).Where(s => WallClock().IsMatch(s.Text)));

    [TestMethod, TestProperty("Rule", "L5")]
    [DataRow("Gateway.Host")]
    [DataRow("Plugins")]
    public void What_waits_or_measures_intervals_reads_no_wall_clock(string project) =>
        AssertNone(Sources(project).Where(s => WallClock().IsMatch(s.Text) && Intervals().IsMatch(s.Text)));

    [TestMethod, TestProperty("Rule", "L5")]
    public void Each_that_may_read_it_does()
    {
        foreach (var file in Readers.Keys)
        {
            Assert.MatchesRegex(WallClock(), File.ReadAllText(Path.Combine(Repository.Root, file)), file);
        }
    }

    [TestMethod, TestProperty("Rule", "L5")]
    [DataRow("if (DateTime.UtcNow > _until)", true)]
    [DataRow("DateTimeOffset.Now", true)]
    [DataRow("time.GetUtcNow()", true)]
    [DataRow("TurnClock.MachineTime", false)]
    [DataRow("time.GetTimestamp()", false)]
    public void A_reader_is_found(string line, bool found) => Assert.AreEqual(found, WallClock().IsMatch(line));

    private static IEnumerable<(string Path, string Text)> Sources(string project) =>
        Repository.Files("*.cs")
            .Select(f => (Path: Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'), File: f))
            .Where(s => s.Path.StartsWith(project + "/", StringComparison.Ordinal) && !Readers.ContainsKey(s.Path))
            .Select(s => (s.Path, File.ReadAllText(s.File)));

    private static void AssertNone(IEnumerable<(string Path, string Text)> readers)
    {
        string[] files = [.. readers.Select(r => r.Path)];
        Assert.IsEmpty(files, $"the wall clock is read in {string.Join(", ", files)}; take a monotonic one (Stopwatch, TurnClock, TimeProvider.GetTimestamp), or name the file in Readers and why it is no deadline");
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bGet(Utc|Local)Now\b")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\bTask\.Delay\b|\bWaitAsync\b|\bCancelAfter\b|\bPeriodicTimer\b|\bnew Timer\b|\bCreateTimer\b|\bCancellationTokenSource\([^)]|\b[Dd]eadlines?\b|\bElapsed|\bStopwatch\b")]
    private static partial Regex Intervals();
}
