using System.Net;
using System.Text.Json;
using Gateway.Host.Audit;
using Gateway.Host.Logging;
using Gateway.Host.Traffic;
using Gateway.Tests.Integration.Sessions;
using Gateway.Tests.Unit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Integration.Http;

/// <summary>Live view, capture, logs and audit by HTTP (O1, O2, O4).</summary>
[TestClass]
public sealed class ApiTests
{
    private const string Command = "68 0E 00 00 02 00 2D 01 06 00 07 00 05 00 00 01";
    private const string CommandAtRtu = "68 0E 00 00 00 00 2D 01 06 01 07 00 05 00 00 01";

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "O4"), TestProperty("Rule", "O1")]
    public async Task A_page_gets_the_traffic_its_stream_a_capture_the_log_and_the_audit()
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            using var logs = new LogFiles(root.FullName, console: false);
            using var audit = new AuditLog(root.FullName, TimeProvider.System);
            using var rtu = new WireRtu("127.0.1.96");
            rtu.Listen();
            var config = SessionBench.Config(rtu.Local) with { LogEvents = true };
            await using var bench = new SessionBench(g => new GroupObservers(logs.Of(g), audit.Of(g)), config);
            var watches = new TrafficWatches(() => bench.Groups, TimeProvider.System);
            await using var server = await StartAsync(watches, logs);
            using var http = new HttpClient { BaseAddress = new Uri(server.Urls.Single()), Timeout = Patience.Limit };
            using var rtuEnd = await rtu.AcceptAsync();
            using var master = await WireEnd.ConnectAsync("127.0.0.2", config.Ports[0].Listen.Port);
            await master.StartAsync();
            await rtuEnd.ExpectAsync(WireEnd.StartDtAct);
            await rtuEnd.SendAsync(WireEnd.StartDtCon);

            var first = await JsonAsync(http, "/api/v1/groups/1/traffic");
            Assert.IsFalse(first.GetProperty("hasGap").GetBoolean());
            Assert.IsTrue((await JsonAsync(http, "/api/v1/groups/1/traffic?after=1-5")).GetProperty("hasGap").GetBoolean(), "what passed since another watch is not known");
            await Patience.UntilAsync(() => watches.Look("1")!.Find(2) is not null, "both connections are seen");
            using var stream = new StreamReader(await http.GetStreamAsync("/api/v1/groups/1/traffic/stream?type=C_SC_NA_1"));
            await master.SendAsync(Command);
            await rtuEnd.ExpectAsync(CommandAtRtu);
            Assert.IsTrue(await master.IsServedAsync(), "the turn in which it was sent is over");

            var rows = (await JsonAsync(http, $"/api/v1/groups/1/traffic?ioa=5&after={first.GetProperty("cursor").GetString()}")).GetProperty("rows");
            Assert.AreEqual("received sent", string.Join(' ', rows.EnumerateArray().Select(r => r.GetProperty("direction").GetString())));
            Assert.AreEqual("OA 0 -> 1", rows[1].GetProperty("rewritten").GetString());
            Assert.IsFalse(rows[0].TryGetProperty("function", out _), "what does not apply is left out");
            Assert.Contains("\"typeName\":\"C_SC_NA_1\"", await DataWithAsync(stream, "C_SC_NA_1"));

            var capture = await http.GetByteArrayAsync("/api/v1/groups/1/capture.pcapng");
            Assert.Contains(Convert.ToHexString(Hex.Of(CommandAtRtu)), Convert.ToHexString(capture));

            await LogAndAuditAsync(http);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow("/api/v1/groups/2/traffic", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/groups/2/traffic/stream", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/groups/2/capture.pcapng", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/groups/2/log", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/groups/1/log/gateway.log", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/groups/1/log/..%2Fsecret", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/groups/..%2F1/log", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/audit/gateway.log", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/groups/1/traffic?ioa=16777216", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/groups/1/traffic?type=C_XX_NA_1", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/groups/1/traffic?limit=0", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/groups/1/traffic?limit=1001", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/groups/1/traffic/stream?ioa=x", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/groups/1/capture.pcapng?seconds=601", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/groups/1/capture.pcapng?seconds=NaN", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/groups/1/traffic?after=nonsense", HttpStatusCode.OK)]
    [DataRow("/api/v1/audit?lines=-1", HttpStatusCode.OK)]
    public async Task What_is_not_there_or_makes_no_sense_is_told(string path, HttpStatusCode expected)
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            File.WriteAllText(Path.Combine(root.FullName, "secret"), "secret");
            using var logs = new LogFiles(Path.Combine(root.FullName, "log"), console: false);
            logs.Program("a line");
            using var rtu = new WireRtu("127.0.1.97");
            var config = SessionBench.Config(rtu.Local) with { LogEvents = true };
            await using var bench = new SessionBench(logs.Of, config);
            await using var server = await StartAsync(new TrafficWatches(() => bench.Groups, TimeProvider.System), logs);
            using var http = new HttpClient { BaseAddress = new Uri(server.Urls.Single()), Timeout = Patience.Limit };
            using var answer = await http.GetAsync(path);
            Assert.AreEqual(expected, answer.StatusCode);
            Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync());
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task LogAndAuditAsync(HttpClient http)
    {
        await Patience.UntilAsync(
            async () => (await JsonAsync(http, "/api/v1/groups/1/log?search=c_sc_na_1")).GetProperty("lines").GetArrayLength() == 1, "the command is in the log");
        var file = (await JsonAsync(http, "/api/v1/groups/1/log?lines=3")).GetProperty("files")[0].GetProperty("name").GetString();
        Assert.Contains("C_SC_NA_1 activation", await http.GetStringAsync($"/api/v1/groups/1/log/{file}"));

        await Patience.UntilAsync(async () => (await JsonAsync(http, "/api/v1/audit?group=1")).GetProperty("entries").GetArrayLength() == 1, "the command is in the audit");
        Assert.AreEqual(0, (await JsonAsync(http, "/api/v1/audit?group=11")).GetProperty("entries").GetArrayLength());
        var entry = (await JsonAsync(http, "/api/v1/audit?search=asked")).GetProperty("entries")[0];
        Assert.AreEqual("C_SC_NA_1", entry.GetProperty("typeName").GetString());
        Assert.Contains("C_SC_NA_1", await http.GetStringAsync("/api/v1/audit/audit.jsonl"));
    }

    private static async Task<JsonElement> JsonAsync(HttpClient http, string path) => JsonElement.Parse(await http.GetStringAsync(path));

    private static async Task<string> DataWithAsync(StreamReader stream, string text)
    {
        while (await stream.ReadLineAsync().WaitAsync(Patience.Limit) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new AssertFailedException($"the stream has ended without {text}");
    }

    private static async Task<WebApplication> StartAsync(TrafficWatches watches, LogFiles logs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        _ = server.MapTraffic(watches, TimeProvider.System, _ => true);
        _ = server.MapLogs(logs);
        _ = server.MapAudit(logs);
        await server.StartAsync();
        return server;
    }
}
