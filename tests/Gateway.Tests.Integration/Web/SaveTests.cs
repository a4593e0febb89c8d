using System.Net;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Gateway.Host.Operating;

namespace Gateway.Tests.Integration.Web;

/// <summary>An edit is written into the configuration file: that group alone, and everything else stays as it stands (C4).</summary>
[TestClass]
public sealed class SaveTests
{
    private const string Save = "api/v1/groups/111/config?save=true";

    private static readonly int[] Ports = [.. Enumerable.Range(0, 4).Select(_ => FreePort.Next())];

    public static IEnumerable<object[]> Files =>
    [
        [
            "stations.csv",
            $"iec104MM2SS-1port-v1.0\r\n# it's, \"a comment\"\r\n111, North ,{Ports[0]},32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.190:1,,,\r\n222,South,{Ports[1]},33,5,60,15,10,20,8,12,1000,N,all,127.0.1.191:1,\r\n!end\r\n",
            "111, North ," + Ports[0] + ",32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.190:1,,,\r\n",
            "111,\"Nord, en\"," + Ports[2] + ",34,5,60,15,10,20,8,12,1000,Y,all,127.0.1.192:1;127.0.1.193:1,127.0.0.5/32;10.0.0.0/8,,\r\n",
        ],
        [
            "stations.json",
            $$"""
            // A comment.
            {
              "groups": [
                { "id": "222", "name": "South", "commonAddress": 33, "hosts": ["127.0.1.191:1"], "ports": [{ "port": {{Ports[1]}} }] },
                { "id": "111", "name": "North", /* here */ "commonAddress": 32, "hosts": ["127.0.1.190:1"], "ports": [{ "port": {{Ports[0]}} }], },
              ],
            }
            """,
            $$"""{ "id": "111", "name": "North", /* here */ "commonAddress": 32, "hosts": ["127.0.1.190:1"], "ports": [{ "port": {{Ports[0]}} }], },""",
            $$"""{ "id": "111", "name": "Nord, en", /* here */ "commonAddress": 34, "hosts": ["127.0.1.192:1", "127.0.1.193:1"], "ports": [{ "filter": ["127.0.0.5", "10.0.0.0/8"], "port": {{Ports[2]}} }], },""",
        ],
    ];

    [TestMethod, TestProperty("Rule", "C4")]
    [DynamicData(nameof(Files))]
    public async Task The_groups_values_change_and_nothing_else_and_the_old_file_is_kept(string name, string text, string before, string after)
    {
        await using var rig = await WebRig.StartAsync(name, text);
        var path = Path.Combine(rig.Folder, name);
        Assert.IsNull((await rig.GetAsync("api/v1/groups/111/config"))["whyNotSaved"]);
        var result = await rig.SendAsync(HttpMethod.Put, Save, new
        {
            name = "Nord, en",
            commonAddress = 34,
            hosts = new[] { "127.0.1.192:1", "127.0.1.193:1" },
            ports = new[] { new { port = Ports[2], filter = new[] { "127.0.0.5", "10.0.0.0/8" } } },
        });
        Assert.IsTrue((bool)result["isSaved"]!);
        Assert.AreEqual(text.Replace(before, after, StringComparison.Ordinal), await File.ReadAllTextAsync(path));
        Assert.AreEqual(text, await File.ReadAllTextAsync((string)result["backup"]!));
        Assert.IsFalse((bool)(await rig.GetAsync("api/v1/groups/111"))["summary"]!["hasUnsavedEdit"]!);

        // What runs is what the file says.
        var preview = await rig.GetAsync("api/v1/reload/preview");
        Assert.AreSequenceEqual(new[] { "111", "222" }, preview["kept"]!.AsArray().Select(g => (string)g!).Order(StringComparer.Ordinal));

        // Back to everybody.
        _ = await rig.SendAsync(HttpMethod.Put, Save, new { ports = new[] { new { filter = Array.Empty<string>() } } });
        Assert.DoesNotContain("127.0.0.5", await File.ReadAllTextAsync(path));
        Assert.AreEqual("would be taken over: 2 groups kept", (string?)(await rig.GetAsync("api/v1/reload/preview"))["result"]);
    }

    [TestMethod, TestProperty("Rule", "C2"), TestProperty("Rule", "R8")]
    public async Task In_the_port_per_master_dialect_each_masters_row_gets_its_own()
    {
        var text = $"# comment\nt1,15\n111,North,,105,N,127.0.1.194:1\n111,Region,{Ports[0]},32,Y,\n111,Backup,{Ports[1]},33,Y,10.0.0.0/8\n";
        await using var rig = await WebRig.StartAsync("stations.csv", text);
        var group = (await rig.GetAsync("api/v1/groups/111/config"))["group"]!;
        Assert.AreEqual("Backup", (string?)group["ports"]![1]!["name"]);
        var ports = new object[] { new { port = Ports[2], commonAddress = 40 }, new { name = "Spare", filter = Array.Empty<string>() } };
        _ = await rig.SendAsync(HttpMethod.Put, Save, new { commonAddress = 106, ports });
        Assert.AreEqual(
            $"# comment\nt1,15\n111,North,,106,N,127.0.1.194:1\n111,Region,{Ports[2]},40,Y,\n111,Spare,{Ports[1]},33,Y,\n", await File.ReadAllTextAsync(Path.Combine(rig.Folder, "stations.csv")));
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("""{ "name": "A name that is much too long" }""", "is longer than 16 characters")]
    [DataRow("""{ "ports": [{ "name": "Own" }] }""", "has no name and no RTU number of its own")]
    [DataRow("""{ "ports": [{ "filter": ["nobody"] }] }""", "no word for a filter that admits nobody")]
    public async Task What_the_files_form_cannot_say_is_refused_before_anything_happens(string edit, string says)
    {
        var text = $"iec104MM2SS-1port-v1.0\n111,North,{FreePort.Next()},32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.195:1,\n";
        await using var rig = await WebRig.StartAsync("stations.csv", text);
        var result = await rig.SendAsync(HttpMethod.Put, Save, JsonNode.Parse(edit), HttpStatusCode.UnprocessableEntity);
        Assert.Contains(says, (string)result["result"]!);
        Assert.AreEqual(text, await File.ReadAllTextAsync(Path.Combine(rig.Folder, "stations.csv")));
        Assert.AreEqual("North", (string?)(await rig.GetAsync("api/v1/groups/111/config"))["group"]!["name"]);

        // It may run so all the same, until the next start.
        _ = await rig.SendAsync(HttpMethod.Put, "api/v1/groups/111/config", JsonNode.Parse(edit));
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public async Task A_file_of_somebody_elses_beside_it_is_left_alone()
    {
        var text = $"iec104MM2SS-1port-v1.0\n111,North,{FreePort.Next()},32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.197:1,\n";
        await using var rig = await WebRig.StartAsync("stations.csv", text);
        var own = Path.Combine(rig.Folder, "stations.csv.new");
        await File.WriteAllTextAsync(own, "own");
        _ = await rig.SendAsync(HttpMethod.Put, Save, new { name = "Norden" });
        Assert.AreEqual("own", await File.ReadAllTextAsync(own));
        Assert.HasCount(3, Directory.GetFiles(rig.Folder));
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void What_is_read_back_is_nobody_elses_to_read()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("the folder for temporary files is the user's own");
            return;
        }

        var mode = Probe.Read(".json", "{}"u8, ModeOf);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [TestMethod, TestProperty("Rule", "C6")]
    public async Task A_file_that_has_changed_since_is_not_written_over()
    {
        var port = FreePort.Next();
        var text = $"iec104MM2SS-1port-v1.0\n111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.196:1,\n";
        await using var rig = await WebRig.StartAsync("stations.csv", text);
        var path = Path.Combine(rig.Folder, "stations.csv");
        var other = text.Replace(",1000,", ",2000,", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, other);
        var result = await rig.SendAsync(HttpMethod.Put, Save, new { name = "Norden" }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("the file has changed since it was loaded", (string)result["result"]!);
        Assert.AreEqual(other, await File.ReadAllTextAsync(path));
    }

    [UnsupportedOSPlatform("windows")]
    private static UnixFileMode ModeOf(string path) => File.GetUnixFileMode(path);
}
