using System.Text;
using Gateway.Core.Observation;
using Gateway.Host.Logging;
using Gateway.Iec104;
using Gateway.Tests.Integration.Sessions;

namespace Gateway.Tests.Integration.Logging;

/// <summary>What the pages show of a log, and that they show nothing else (O1).</summary>
[TestClass]
public sealed class LogPagesTests
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("gateway-test-");

    private string Folder => Path.Combine(_root.FullName, "log");

    [TestInitialize]
    public void Make() => Directory.CreateDirectory(Folder);

    [TestCleanup]
    public void Remove() => _root.Delete(recursive: true);

    [TestMethod, TestProperty("Rule", "O1")]
    public void Its_files_are_listed_and_no_others_newest_first()
    {
        foreach (var name in new[] { "a.log", "a.001.log", "a.010.log", "a.9999999999.log", "a-2.log", "a.x.log", "a.log.gz", "ab.log", "a..log", "a.-1.log", "gateway.log" })
        {
            File.WriteAllText(Path.Combine(Folder, name), "x\n");
        }

        _ = Directory.CreateDirectory(Path.Combine(Folder, "a.003.log"));
        File.WriteAllText(Path.Combine(_root.FullName, "secret"), "secret");
        _ = File.CreateSymbolicLink(Path.Combine(Folder, "a.002.log"), Path.Combine(_root.FullName, "secret"));
        Assert.AreEqual("a.log a.010.log a.001.log", string.Join(' ', Pages().Files().Select(f => f.Name)));
    }

    [TestMethod, TestProperty("Rule", "O1")]
    [DataRow("a.log", true)]
    [DataRow("a.001.log", false)]
    [DataRow("../secret", false)]
    [DataRow("gateway.log", false)]
    [DataRow("", false)]
    [DataRow("a.log/", false)]
    [DataRow("./a.log", false)]
    public void Only_what_is_listed_is_opened(string file, bool opens)
    {
        File.WriteAllText(Path.Combine(Folder, "a.log"), "x\n");
        File.WriteAllText(Path.Combine(Folder, "gateway.log"), "x\n");
        File.WriteAllText(Path.Combine(_root.FullName, "secret"), "secret");
        using var stream = Pages().Open(file);
        Assert.AreEqual(opens, stream is not null);
    }

    [TestMethod, TestProperty("Rule", "O1")]
    [DataRow(0, 0)]
    [DataRow(1, 1)]
    [DataRow(10, 10)]
    [DataRow(150, 150)]
    [DataRow(400, 200)]
    public async Task The_last_lines_are_the_last_ones_of_two_files(int count, int expected)
    {
        Write("a.001.log", 0, 100);
        Write("a.log", 100, 200);
        var lines = await Pages().LastAsync(count, CancellationToken.None);
        CollectionAssert.AreEqual(Enumerable.Range(200 - expected, expected).Select(Line).ToArray(), lines.ToArray());
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public async Task One_search_is_made_at_a_time()
    {
        Write("a.log", 0, 10);
        Task<LogMatches>? second = null;
        var isInside = false;
        var isAlone = true;
        _ = await Pages().SearchAsync("", 10, CancellationToken.None, _ =>
        {
            if (second is null)
            {
                second = Pages().SearchAsync("", 10, CancellationToken.None, _ => isInside = true);

                // Two at once: the other one gets as far as that in this time.
                isAlone = !SpinWait.SpinUntil(() => Volatile.Read(ref isInside), 500);
            }

            return true;
        });
        Assert.IsTrue(isAlone);
        Assert.HasCount(10, (await second!).Lines);
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public async Task A_line_that_is_longer_than_a_block_is_read_whole_and_one_that_is_being_written_not_at_all()
    {
        var line = new string('\u00e4', 100_000);
        File.WriteAllText(Path.Combine(Folder, "a.log"), $"first\n{line}\nlast\nhalf of a li");
        CollectionAssert.AreEqual(new[] { line, "last" }, (await Pages().LastAsync(2, CancellationToken.None)).ToArray());
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public async Task A_search_finds_the_last_lines_with_the_text_in_any_case_of_letters()
    {
        Write("a.001.log", 0, 100);
        Write("a.log", 100, 200);
        var found = await Pages().SearchAsync("LINE 19", 100, CancellationToken.None);
        CollectionAssert.AreEqual(new[] { 19, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199 }.Select(Line).ToArray(), found.Lines.ToArray());
        Assert.IsFalse(found.IsCut);
        found = await Pages().SearchAsync("line 19", 3, CancellationToken.None);
        CollectionAssert.AreEqual(new[] { 197, 198, 199 }.Select(Line).ToArray(), found.Lines.ToArray());
        Assert.IsTrue(found.IsCut);
        Assert.IsEmpty((await Pages().SearchAsync("nowhere", 3, CancellationToken.None)).Lines);
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public void Without_a_folder_there_is_nothing()
    {
        Directory.Delete(Folder);
        Assert.IsEmpty(Pages().Files());
    }

    [TestMethod, TestProperty("Rule", "O1"), TestProperty("Rule", "C6")]
    public void While_a_group_runs_one_that_never_begins_does_not_take_its_pages()
    {
        using var logs = new LogFiles(Folder, console: false);
        var config = SessionBench.Config(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 2404)) with { LogEvents = true, Name = "old" };
        var old = logs.Of(config);
        old.Happened(GroupEventKind.Initialized, "", "begun");
        var file = logs.PagesOf("1")!.Name;
        logs.Of(config with { Name = "new" }).Happened(GroupEventKind.Defect, "", "one of its plugins failed");
        Assert.AreEqual(file, logs.PagesOf("1")!.Name);
        old.Happened(GroupEventKind.Stopped, "", "Stopped.");
        Assert.IsNull(logs.PagesOf("1"));

        // Of one that could not be started the pages say why.
        _ = logs.Of(config with { Name = "new" });
        Assert.AreEqual("1-new", logs.PagesOf("1")!.Name);
    }

    [TestMethod, TestProperty("Rule", "O1"), TestProperty("Rule", "C6")]
    public void The_file_of_a_group_that_is_gone_is_free_for_another()
    {
        using var logs = new LogFiles(Folder, console: false);
        var config = SessionBench.Config(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 2404)) with { LogEvents = true, Name = "N" };
        _ = logs.Of(config with { Id = "a/b" });
        _ = logs.Of(config with { Id = "a:b" });
        Assert.AreEqual("a_b-N-2", logs.PagesOf("a:b")!.Name);
        logs.KeepOnly(["a:b"]);
        Assert.IsNull(logs.PagesOf("a/b"));
        _ = logs.Of(config with { Id = "a.b" });
        Assert.AreEqual(("a_b-N", "a_b-N-2"), (logs.PagesOf("a.b")!.Name, logs.PagesOf("a:b")!.Name));
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public async Task A_groups_pages_are_those_of_the_file_it_writes_while_it_is_written()
    {
        using var logs = new LogFiles(Folder, console: false);
        var config = SessionBench.Config(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 2404)) with { LogEvents = true, CommonAddress = new CommonAddress(7) };
        logs.Of(config).Happened(GroupEventKind.Initialized, "", "first");
        logs.Of(config with { Name = "another" }).Happened(GroupEventKind.Initialized, "", "second");
        Assert.IsNull(logs.PagesOf("2"));
        var pages = logs.PagesOf("1")!;
        await Patience.UntilAsync(async () => (await pages.LastAsync(10, CancellationToken.None)).Any(l => l.EndsWith("second", StringComparison.Ordinal)), "the line is written");
        Assert.AreEqual("1-another.log", pages.Files().Single().Name);
    }

    private static string Line(int n) => $"Line {n}";

    private LogPages Pages() => new(Folder, "a");

    private void Write(string file, int from, int to) =>
        File.WriteAllText(Path.Combine(Folder, file), string.Concat(Enumerable.Range(from, to - from).Select(n => Line(n) + "\n")), Encoding.UTF8);
}
