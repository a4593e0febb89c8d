using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Host.Status;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Web;

/// <summary>The live stream (O2).</summary>
[TestClass]
public sealed class LiveStatusTests
{
    private readonly int _rtu = FreePort.Next();
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task Who_looks_is_told_of_everything_first_and_then_of_what_changes()
    {
        await using var north = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.160"), 0));
        await using var south = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.161"), 0));
        var (a, b) = (WebRig.Group("1", north), WebRig.Group("2", south));
        await using var rig = await WebRig.StartAsync(a, b);
        await using var first = await Scada.StartAsync("127.0.0.2", a.Ports[0].Listen.Port);
        await using var second = await Scada.StartAsync("127.0.0.2", b.Ports[0].Listen.Port);
        using var events = new Events(await rig.Http.GetStreamAsync(new Uri("api/v1/events?group=2", UriKind.Relative)));

        var all = await events.NextAsync("groups", _ => true);
        Assert.IsTrue((bool)all["all"]!);
        Assert.AreSequenceEqual(new[] { "1", "2" }, all["groups"]!.AsArray().Select(g => (string)g!["id"]!));
        Assert.AreEqual("2", (string?)(await events.NextAsync("group", _ => true))["summary"]!["id"]);

        north.Set(WebRig.Station, new InformationObjectAddress(1), isOn: true);
        var some = await events.NextAsync("groups", e => e["groups"]!.AsArray().Any(g => (int)g!["counters"]!["fromRtu"]! == 1));
        Assert.IsFalse((bool)some["all"]!);
        Assert.AreEqual("1", (string?)some["groups"]!.AsArray().Single(g => (int)g!["counters"]!["fromRtu"]! == 1)!["id"]);
        _ = await events.NextAsync("totals", e => (int)e["totals"]!["counters"]!["fromRtu"]! == 1);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task Of_a_group_that_is_not_there_the_stream_says_so()
    {
        await using var rig = await WebRig.StartAsync();
        using var events = new Events(await rig.Http.GetStreamAsync(new Uri("api/v1/events?group=9", UriKind.Relative)));
        Assert.AreEqual("9", (string?)await events.NextAsync("gone", _ => true));
    }

    [TestMethod, TestProperty("Rule", "D6")]
    public async Task So_many_may_look_at_once_and_one_more_when_one_has_gone()
    {
        await using var rig = await WebRig.StartAsync();
        var open = new List<Stream>();
        for (var i = 0; i < LiveStatus.MostStreams; i++)
        {
            open.Add(await rig.Http.GetStreamAsync(new Uri("api/v1/events", UriKind.Relative)));
        }

        Assert.Contains("are open already", (string)(await rig.GetAsync("api/v1/events", HttpStatusCode.ServiceUnavailable))["error"]!);
        await open[0].DisposeAsync();
        await Patience.UntilAsync(
            async () =>
            {
                using var answer = await rig.Http.GetAsync(new Uri("api/v1/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
                return answer.IsSuccessStatusCode;
            },
            "a place is free");
        open.ForEach(s => s.Dispose());
    }

    [TestMethod]
    public async Task A_logout_ends_the_stream()
    {
        await using var rig = await WebRig.StartAsync(new() { Users = [AccessTests.Anna] }, hasPage: true);
        _ = await rig.LoginAsync("anna", "correct horse");
        await using var stream = await rig.Http.GetStreamAsync(new Uri("api/v1/events", UriKind.Relative));
        using var events = new Events(stream);
        _ = await events.NextAsync("totals", _ => true);
        _ = await rig.SendAsync(HttpMethod.Delete, "api/v1/session");
        await events.EndAsync();
    }

    [TestMethod]
    [DataRow("traffic/stream")]
    [DataRow("capture.pcapng?seconds=600")]
    public async Task A_logout_ends_what_is_told_of_traffic(string path)
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.162"), 0));
        await using var rig = await WebRig.StartAsync(new() { Users = [AccessTests.Anna] }, hasPage: true, WebRig.Group("1", rtu));
        _ = await rig.LoginAsync("anna", "correct horse");
        await using var stream = await rig.Http.GetStreamAsync(new Uri($"api/v1/groups/1/{path}", UriKind.Relative));
        Assert.IsGreaterThan(0, await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Patience.Limit));
        _ = await rig.SendAsync(HttpMethod.Delete, "api/v1/session");
        await stream.CopyToAsync(Stream.Null).WaitAsync(Patience.Limit);
    }

    [TestMethod, TestProperty("Rule", "D6")]
    public async Task For_who_reads_too_slowly_nothing_piles_up_and_then_he_gets_everything()
    {
        using var stream = new LiveStream(group: null, _ => { });
        await using var reader = stream.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        Tell(stream, "totals 0", "all 0", "some 0");
        Assert.AreEqual("totals 0", await NextAsync(reader));
        for (var i = 1; i <= 1000; i++)
        {
            Tell(stream, $"totals {i}", $"all {i}", $"some {i}");
            Assert.IsLessThanOrEqualTo(LiveStream.MostWaiting, stream.Waiting);
        }

        Assert.IsTrue(stream.NeedsAll);
        Assert.AreEqual(0, stream.Waiting, "what is out of date is not kept");
        Assert.AreEqual("totals 0".Length, stream.Octets, "the message that he reads");
        Assert.IsGreaterThan(900, stream.Dropped);

        // He asks again.
        var next = NextAsync(reader);
        Tell(stream, "totals 1001", "all 1001", "some 1001");
        Assert.AreEqual("totals 1001", await next);
        Assert.AreEqual("all 1001", await NextAsync(reader));
        Assert.IsFalse(stream.NeedsAll);
        Tell(stream, "totals 1002", "all 1002", "some 1002");
        Assert.AreEqual("totals 1002", await NextAsync(reader));
        Assert.AreEqual("some 1002", await NextAsync(reader));
    }

    [TestMethod, TestProperty("Rule", "D6")]
    public async Task Of_long_messages_fewer_wait()
    {
        using var stream = new LiveStream(group: null, _ => { });
        await using var reader = stream.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        var groups = new string('g', 900_000);
        Tell(stream, "totals 0", groups, groups);
        Assert.AreEqual("totals 0", await NextAsync(reader));
        Tell(stream, "totals 1", groups, groups);
        Assert.AreEqual(3, stream.Waiting);
        Tell(stream, "totals 2", groups, groups);
        Assert.AreEqual(0, stream.Waiting);
        Assert.IsTrue(stream.NeedsAll);
    }

    [TestMethod, TestProperty("Rule", "D6")]
    public async Task A_message_above_the_bound_comes_all_the_same_and_alone()
    {
        using var stream = new LiveStream(group: null, _ => { });
        await using var reader = stream.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        var groups = new string('g', LiveStream.MostOctets + 1);
        Tell(stream, "totals", groups, "some");
        Assert.AreEqual("totals", await NextAsync(reader));
        Assert.AreEqual(groups, await NextAsync(reader));
        Tell(stream, "totals", "all", "some");
        Assert.IsTrue(stream.NeedsAll, "he still reads it");
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public async Task A_group_that_a_reload_puts_between_others_is_told_in_its_place()
    {
        await using var rig = await WebRig.StartAsync("gateway.json", FileOf("1", "3"));
        using var events = new Events(await rig.Http.GetStreamAsync(new Uri("api/v1/events", UriKind.Relative)));
        Assert.AreEqual("1 3", IdsOf(await events.NextAsync("groups", _ => true)));

        await File.WriteAllTextAsync(Path.Combine(rig.Folder, "gateway.json"), FileOf("1", "2", "3"));
        Assert.IsTrue((await rig.Operations.ReloadAsync()).IsTakenOver);
        _ = await events.NextAsync("groups", e => (bool)e["all"]! && IdsOf(e) == "1 2 3");

        await File.WriteAllTextAsync(Path.Combine(rig.Folder, "gateway.json"), FileOf("3", "1"));
        Assert.IsTrue((await rig.Operations.ReloadAsync()).IsTakenOver);
        var all = await events.NextAsync("groups", e => (bool)e["all"]! && IdsOf(e) == "3 1");
        Assert.AreEqual("2", (string?)all["removed"]!.AsArray().Single());
    }

    // Their ports are those of the ids, so that a group is the same in each file.
    private string FileOf(params string[] ids) => $$"""
        { "groups": [{{string.Join(',', ids.Select(id => $$"""
            { "id": "{{id}}", "name": "Station {{id}}", "commonAddress": 7, "hosts": ["127.0.1.163:{{_rtu}}"], "ports": [{ "port": {{PortOf(id)}}, "listen": "127.0.0.1" }] }
            """))}}] }
        """;

    private int PortOf(string id) => _ports.TryGetValue(id, out var port) ? port : _ports[id] = FreePort.Next();

    private static string IdsOf(JsonNode groups) => string.Join(' ', groups["groups"]!.AsArray().Select(g => (string?)g!["id"]));

    private static void Tell(LiveStream stream, string totals, string all, string some) =>
        stream.Tell(Encoding.UTF8.GetBytes(totals), () => Encoding.UTF8.GetBytes(all), Encoding.UTF8.GetBytes(some), details: null);

    private static async Task<string> NextAsync(IAsyncEnumerator<byte[]> reader)
    {
        Assert.IsTrue(await reader.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        return Encoding.UTF8.GetString(reader.Current);
    }

    // Reads server-sent events as a browser does.
    private sealed class Events(Stream stream) : IDisposable
    {
        private readonly StreamReader _lines = new(stream);

        public async Task<JsonNode> NextAsync(string name, Func<JsonNode, bool> fits)
        {
            while (true)
            {
                var kind = await LineAsync();
                var data = await LineAsync();
                Assert.AreEqual("", await LineAsync());
                Assert.StartsWith("event: ", kind);
                Assert.StartsWith("data: ", data);
                if (kind == $"event: {name}" && JsonNode.Parse(data!["data: ".Length..]) is { } json && fits(json))
                {
                    return json;
                }
            }
        }

        public async Task EndAsync()
        {
            while (await LineAsync() is not null)
            {
                // What was under way.
            }
        }

        public void Dispose() => _lines.Dispose();

        private Task<string?> LineAsync() => _lines.ReadLineAsync().WaitAsync(Patience.Limit);
    }
}
