using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Masters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Simulator.Http;

/// <summary><c>/masters/NAME/...</c></summary>
internal static class MasterDoors
{
    private static readonly string[] Links = ["connect", "start", "stop", "disconnect"];

    public static void Map(WebApplication web, IReadOnlyList<SimulatedMaster> masters)
    {
        var group = web.MapGroup("/masters/{name}");
        _ = group.MapGet("", (string name) => Results.Json(StationDocuments.Of(Find(masters, name))));
        foreach (var link in Links)
        {
            _ = group.MapPost($"/{link}", (string name, HttpRequest request) => LinkAsync(Find(masters, name), link, request.HttpContext.RequestAborted));
        }

        _ = group.MapPost("/commands", (string name, HttpRequest request) => CommandAsync(Find(masters, name), request, c => c));
        _ = group.MapPost("/select", (string name, HttpRequest request) => CommandAsync(Find(masters, name), request, c => c with { Select = false, SelectsOnly = true }));
        _ = group.MapPost("/cancel", (string name, HttpRequest request) => CommandAsync(Find(masters, name), request, c => c with { Select = false, Deactivates = true }));
        _ = group.MapPost("/interrogation", (string name, HttpRequest request) => AskAsync(Find(masters, name), request, async (master, body) =>
            Of(await master.InterrogateAsync(AddressOf(master, body), (byte)(20 + Within(body.Group ?? 0, "group", 16))))));
        _ = group.MapPost("/counters", (string name, HttpRequest request) => AskAsync(Find(masters, name), request, async (master, body) =>
            Of(await master.CountersAsync(AddressOf(master, body), (byte)(body.Group is { } number ? Within(number, "group", 4) : 5)))));
        _ = group.MapPost("/reads", (string name, HttpRequest request) => AskAsync(Find(masters, name), request, async (master, body) =>
            Of(await master.ReadAsync(AddressOf(master, body), new InformationObjectAddress((uint)Within(body.Ioa ?? -1, "ioa", (int)InformationObjectAddress.Max))))));
        _ = group.MapPost("/clock", (string name, HttpRequest request) => AskAsync(Find(masters, name), request, async (master, body) =>
            Of(await master.SynchronizeClockAsync(AddressOf(master, body), DateTime.Now))));
        _ = group.MapPost("/test", (string name, HttpRequest request) => AskAsync(Find(masters, name), request, async (master, body) =>
            Of(await master.TestAsync(AddressOf(master, body), withTime: true))));
    }

    private static SimulatedMaster Find(IReadOnlyList<SimulatedMaster> masters, string name)
    {
        var plain = Uri.UnescapeDataString(name);
        return masters.FirstOrDefault(m => m.Name.Equals(plain, StringComparison.OrdinalIgnoreCase))
            ?? throw new BadRequestException(StatusCodes.Status404NotFound, $"there is no master {plain}: {(masters.Count == 0 ? "this process has none" : $"there are {string.Join(", ", masters.Take(20).Select(m => m.Name))}")}");
    }

    private static async Task<IResult> LinkAsync(SimulatedMaster master, string link, CancellationToken cancellation)
    {
        await (link switch
        {
            "connect" => master.ConnectAsync(cancellation),
            "start" => master.StartAsync(cancellation),
            "stop" => master.StopAsync(cancellation),
            _ => master.DisconnectAsync(),
        });
        return Results.Json(StationDocuments.Of(master));
    }

    private static async Task<IResult> CommandAsync(SimulatedMaster master, HttpRequest request, Func<CommandRequest, CommandRequest> kind)
    {
        const string Right = """{"type": "C_SC_NA_1", "ioa": 21001, "value": "ON", "select": true, "time": false, "ca": 7, "qualifier": 0}""";
        var body = await Guard.BodyAsync<CommandBody>(request, Right);
        if (body.Type is null || body.Ioa is null || body.Value is null)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, $"type, ioa and value must be there: write it as {Right}");
        }

        var command = CommandRequest.Create(body.Type, body.Ioa.Value.ToString(), body.Value.ToString()!) with
        {
            Select = body.Select,
            Address = body.Ca is { } ca ? Address(ca) : null,
            Qualifier = (byte)Within(body.Qualifier, "qualifier", 127),
        };
        var result = await master.CommandAsync(kind(body.Time ? command.WithTime() : command).Checked());
        return Results.Json(new
        {
            outcome = Named(result.Confirmation),
            select = result.Select is { } select ? Named(select) : null,
            milliseconds = result.RoundTrip?.TotalMilliseconds,
        });
    }

    private static async Task<IResult> AskAsync(SimulatedMaster master, HttpRequest request, Func<SimulatedMaster, AskBody, Task<IResult>> ask) =>
        await ask(master, await Guard.BodyAsync<AskBody>(request, """{"ca": 7, "ioa": 1001, "group": 1}"""));

    private static CommonAddress AddressOf(SimulatedMaster master, AskBody body) => body.Ca is { } ca ? Address(ca) : master.Address;

    private static CommonAddress Address(int ca) => ca is > 0 and <= ushort.MaxValue
        ? new CommonAddress((ushort)ca)
        : throw new BadRequestException(StatusCodes.Status400BadRequest, $"ca {ca} is no common address: 1..65535");

    private static int Within(int value, string name, int most) => value >= 0 && value <= most
        ? value
        : throw new BadRequestException(StatusCodes.Status400BadRequest, $"{name} must be 0..{most}");

    private static IResult Of(RequestOutcome outcome) => Results.Json(new { outcome = Named(outcome) });

    private static IResult Of(InterrogationResult result) => Results.Json(new { outcome = Named(result.Outcome), objects = result.Objects });

    private static string Named(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.TimedOut => "silence",
        RequestOutcome.ConnectionLost => "connection lost",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    private sealed record CommandBody
    {
        public string? Type { get; init; }

        public int? Ioa { get; init; }

        /// <summary>A number or a word.</summary>
        public object? Value { get; init; }

        public bool Select { get; init; }

        public bool Time { get; init; }

        public int? Ca { get; init; }

        public int Qualifier { get; init; }
    }

    private sealed record AskBody
    {
        public int? Ca { get; init; }

        public int? Ioa { get; init; }

        public int? Group { get; init; }
    }
}
