using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gateway.Iec104.Asdus;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Http;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Http;

/// <summary>The door for programs, as a program uses it.</summary>
[TestClass]
public sealed class HttpDoorTests : IAsyncDisposable
{
    private readonly LastSignals _last = new();
    private readonly HttpClient _http = new();
    private SimulatedRtu _rtu = null!;
    private SimulatedMaster _master = null!;
    private HttpDoor _door = null!;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestInitialize]
    public async Task OpenAsync()
    {
        var signals = new RtuSignals(
            [new SignalRow(1, 7, IsInterrogated: true, TypeIdentification.M_SP_TB_1, new(1001), 0)],
            [new CommandRow(2, TypeIdentification.C_SC_NA_1, new(21001), new(1001))]);
        _rtu = SimulatedRtu.Start(
            new RtuConfig { Name = "S/S A", Number = new(7), Ports = [new RtuPort(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0))] }, signals, _last);
        _master = new SimulatedMaster(new MasterConfig { Name = "m1", Targets = [_rtu.Ports[0]], Address = new(7) }, _last);
        _door = await HttpDoor.OpenAsync(new IPEndPoint(IPAddress.Loopback, 0), [_rtu], [_master], _last, Cancellation);
        _http.BaseAddress = new Uri($"http://{_door.Local}");
    }

    [TestMethod]
    public async Task Stations_are_listed()
    {
        var stations = await GetAsync("/stations");
        Assert.AreEqual("S/S A", stations.GetProperty("rtus")[0].GetProperty("name").GetString());
        Assert.AreEqual("disconnected", stations.GetProperty("masters")[0].GetProperty("state").GetString());
    }

    [TestMethod]
    public async Task A_master_commands_and_a_signal_comes_back()
    {
        Assert.AreEqual("started", (await PostAsync("/masters/m1/start")).GetProperty("state").GetString());
        Assert.AreEqual(1, (await PostAsync("/masters/m1/interrogation")).GetProperty("objects").GetInt32());
        var answer = await PostAsync("/masters/m1/commands", new { type = "C_SC_NA_1", ioa = 21001, value = "ON", select = true });
        Assert.AreEqual("positive", answer.GetProperty("outcome").GetString());
        Assert.AreEqual("positive", answer.GetProperty("select").GetString());
        object order = new { type = "C_SC_NA_1", ioa = 21001, value = "OFF" };
        Assert.AreEqual("positive", (await PostAsync("/masters/m1/select", order)).GetProperty("outcome").GetString());
        Assert.AreEqual("positive", (await PostAsync("/masters/m1/cancel", order)).GetProperty("outcome").GetString());
        Assert.AreEqual("negative", (await PostAsync("/masters/m1/cancel", order)).GetProperty("outcome").GetString());
        Assert.AreEqual("positive", (await PostAsync("/masters/m1/reads", new { ioa = 1001 })).GetProperty("outcome").GetString());
        Assert.AreEqual("positive", (await PostAsync("/masters/m1/clock")).GetProperty("outcome").GetString());
        await Patience.UntilAsync(
            async () => (await GetAsync("/signals?station=m1&count=1000")).EnumerateArray().Any(s => s.GetProperty("ioa").GetInt32() == 1001 && s.GetProperty("type").GetString() == "M_SP_TB_1"),
            "the point's event at the master");
    }

    [TestMethod]
    public async Task An_rtu_sends_moves_and_misbehaves_as_told()
    {
        await _master.StartAsync(Cancellation);
        _ = await PostAsync("/rtus/7/index/7");
        _ = await PostAsync("/rtus/S%2FS%20A/signals", new { type = "M_ME_TF_1", ioa = 5, value = 49.98, quality = "IV", cot = "per" });
        await Patience.UntilAsync(
            () => _last.Take(1000, "m1").Any(s => s is { Type: TypeIdentification.M_ME_TF_1, Quality: "IV" } && s.Cause.Cause == Cause.Periodic)
                && _last.Take(1000, "m1").Any(s => s.Type == TypeIdentification.M_SP_TB_1),
            "both signals");
        _ = await SendAsync(HttpMethod.Put, "/rtus/7/faults", """{"faults": "twice late=2"}""");
        Assert.AreEqual(new RtuFaults { Answers = 2, AnswerDelay = TimeSpan.FromSeconds(2) }, _rtu.Faults);
        _ = await SendAsync(HttpMethod.Put, "/rtus/7/process", """{"eventsPerSecond": 5}""");
        Assert.AreEqual(5, _rtu.Process!.EventsPerSecond);
        var rtu = await GetAsync("/rtus/7");
        Assert.AreEqual(("late=2 twice", 5), (rtu.GetProperty("faults").GetString(), rtu.GetProperty("eventsPerSecond").GetInt32()));
        _ = await PostAsync("/rtus/7/drop");
        await Patience.UntilAsync(() => !_master.IsConnected, "the master is disconnected");
    }

    [TestMethod]
    [DataRow("POST", "/rtus/8/drop", "", 404, "there is no RTU 8: there are S/S A (7)")]
    [DataRow("POST", "/masters/m9/start", "", 404, "there is no master m9: there are m1")]
    [DataRow("GET", "/nothing", "", 404, "there is no GET /nothing: see GET /stations")]
    [DataRow("GET", "/signals?count=0", "", 400, "count=0 is no number 1..1000")]
    [DataRow("POST", "/rtus/7/index/x", "", 400, "x is no index: 0 (all rows) or above")]
    [DataRow("POST", "/rtus/7/signals", "{}", 400, "type, ioa (0..16777215) and value must be there")]
    [DataRow("POST", "/rtus/7/signals", "{\"type\": \"M_SP_TB_1\", \"ioa\": 1, \"value\": \"high\"}", 400, "\"high\" is no value: a number, ON, OFF")]
    [DataRow("POST", "/rtus/7/signals", "{\"typ\": 1}", 400, "the body is not as it must be, at typ: write it as {")]
    [DataRow("POST", "/rtus/7/signals", "{\"type\": \"M_SP_TB_1\", \"ioa\": \"x\"}", 400, "the body is not as it must be, at ioa: write it as {")]
    [DataRow("POST", "/rtus/7/signals", "{", 400, "the body is not as it must be: write it as {")]
    [DataRow("POST", "/rtus/7/index/99", "", 404, "S/S A has no row with index 99")]
    [DataRow("PUT", "/rtus/7/faults", "{\"faults\": \"lazy\"}", 400, "faults must be words of: none, no-oa")]
    [DataRow("PUT", "/rtus/7/process", "{\"eventsPerSecond\": -1}", 400, "eventsPerSecond must be 0 (nothing moves) to 1000000")]
    [DataRow("POST", "/masters/m1/commands", "{\"type\": \"M_SP_NA_1\", \"ioa\": 1, \"value\": 1}", 400, "\"M_SP_NA_1\" is no command.")]
    [DataRow("POST", "/masters/m1/commands", "{\"type\": \"45\", \"ioa\": 1, \"value\": 1, \"ca\": 0}", 400, "ca 0 is no common address: 1..65535")]
    [DataRow("POST", "/masters/m1/select", "{\"type\": \"51\", \"ioa\": 1, \"value\": 1}", 400, "A bitstring command (51, 64) has no select")]
    [DataRow("POST", "/masters/m1/interrogation", "{\"group\": 17}", 400, "group must be 0..16")]
    [DataRow("POST", "/masters/m1/test", "", 409, "m1 is not connected")]
    public async Task What_is_wrong_is_answered_with_what_would_be_right(string method, string path, string body, int status, string error)
    {
        using var response = await SendAsync(new HttpMethod(method), path, body);
        Assert.AreEqual(status, (int)response.StatusCode);
        Assert.StartsWith(error, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("error").GetString()!);
    }

    [TestMethod]
    public async Task A_body_that_is_too_large_is_told_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rtus/7/signals") { Content = new StringContent(new string(' ', 31_000_000), Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = true;
        using var response = await _http.SendAsync(request, Cancellation);
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [TestMethod]
    public async Task A_page_of_somewhere_else_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rtus/7/drop");
        request.Headers.Add("Origin", "http://elsewhere.example");
        using var response = await _http.SendAsync(request, Cancellation);
        Assert.AreEqual(HttpStatusCode.Forbidden, response.StatusCode);
        using var renamed = new HttpRequestMessage(HttpMethod.Get, "/stations");
        renamed.Headers.Host = "elsewhere.example";
        using var refused = await _http.SendAsync(renamed, Cancellation);
        Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _door.DisposeAsync();
        await _master.DisposeAsync();
        await _rtu.DisposeAsync();
    }

    private async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path, Cancellation);

    private async Task<JsonElement> PostAsync(string path, object? body = null)
    {
        using var response = await SendAsync(HttpMethod.Post, path, body is null ? "" : JsonSerializer.Serialize(body));
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.IsTrue(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await _http.SendAsync(request, Cancellation);
    }
}
