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
    public void For_who_reads_too_slowly_nothing_piles_up_and_then_he_gets_everything()
    {
        using var stream = new LiveStream(group: null, _ => { });
        var message = Encoding.UTF8.GetBytes("some");
        for (var i = 0; i < 1000; i++)
        {
            stream.Tell(message, message, details: null);
        }

        Assert.IsLessThanOrEqualTo(12, stream.Messages.Count);
        Assert.IsTrue(stream.NeedsAll);
        Assert.IsGreaterThan(900, stream.Dropped);
        while (stream.Messages.TryRead(out _))
        {
            // He catches up.
        }

        stream.Tell(message, message, details: null);
        Assert.IsFalse(stream.NeedsAll);
        Assert.AreEqual(2, stream.Messages.Count);
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
