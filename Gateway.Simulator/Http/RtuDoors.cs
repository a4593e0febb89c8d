using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Scenarios.Steps;
using Gateway.Simulator.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Simulator.Http;

/// <summary><c>/rtus/NAME/...</c>; an RTU may also be named by its number.</summary>
internal static class RtuDoors
{
    public static void Map(WebApplication web, IReadOnlyList<SimulatedRtu> rtus)
    {
        var group = web.MapGroup("/rtus/{name}");
        _ = group.MapGet("", async (string name) => Results.Json(await StationDocuments.OfAsync(Find(rtus, name))));
        _ = group.MapPost("/index/{index}", (string name, string index, HttpRequest request) => SendIndexAsync(Find(rtus, name), index, request));
        _ = group.MapPost("/signals", (string name, HttpRequest request) => SendAsync(Find(rtus, name), request));
        _ = group.MapPut("/faults", (string name, HttpRequest request) => SetFaultsAsync(Find(rtus, name), request));
        _ = group.MapPut("/process", (string name, HttpRequest request) => SetProcessAsync(Find(rtus, name), request));
        _ = group.MapPost("/drop", async (string name) =>
        {
            var rtu = Find(rtus, name);
            await rtu.DropAsync();
            return Results.Json(await StationDocuments.OfAsync(rtu));
        });
        _ = group.MapPost("/restart", async (string name) =>
        {
            var rtu = Find(rtus, name);
            await rtu.RestartAsync();
            return Results.Json(await StationDocuments.OfAsync(rtu));
        });
    }

    private static SimulatedRtu Find(IReadOnlyList<SimulatedRtu> rtus, string name)
    {
        var plain = Uri.UnescapeDataString(name);
        return rtus.FirstOrDefault(r => r.Name.Equals(plain, StringComparison.OrdinalIgnoreCase)) ?? rtus.FirstOrDefault(r => r.Number.ToString() == plain)
            ?? throw new BadRequestException(StatusCodes.Status404NotFound, $"there is no RTU {plain}: {(rtus.Count == 0 ? "this process has none" : $"there are {string.Join(", ", rtus.Take(20).Select(r => $"{r.Name} ({r.Number})"))}")}");
    }

    private static async Task<IResult> SendIndexAsync(SimulatedRtu rtu, string index, HttpRequest request)
    {
        var body = await Guard.BodyAsync<IndexBody>(request, """{"repeatSeconds": 60}""");
        if (!int.TryParse(index, out var number) || number < 0)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, $"{index} is no index: 0 (all rows) or above");
        }

        if (body.RepeatSeconds is <= 0 or > 1_000_000)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, "repeatSeconds must be above 0, at most 1000000");
        }

        if (!rtu.HasIndex(number))
        {
            throw new BadRequestException(StatusCodes.Status404NotFound, $"{rtu.Name} has no row with index {number}");
        }

        // Pauses and conditions may take hours: it goes on behind the answer.
        _ = rtu.SendIndexAsync(number, body.RepeatSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        return Results.Json(new { sending = number }, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> SendAsync(SimulatedRtu rtu, HttpRequest request)
    {
        const string Right = """{"type": "M_SP_TB_1", "ioa": 1001, "value": "ON", "quality": "IV", "cot": "spont"}""";
        var body = await Guard.BodyAsync<SignalBody>(request, Right);
        if (body.Type is null || body.Ioa is not { } ioa || ioa is < 0 or > InformationObjectAddress.Max || body.Value is null)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, $"type, ioa (0..{InformationObjectAddress.Max}) and value must be there: write it as {Right}");
        }

        if (!TypeNames.TryParse(body.Type, out var type))
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, $"\"{body.Type}\" is no type identification, as M_SP_TB_1 or 30");
        }

        var cause = Cause.Spontaneous;
        if (body.Cot is not null && !CauseNames.TryParse(body.Cot, out cause))
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, $"\"{body.Cot}\" is no cause of transmission: 1..63, or {CauseNames.All}");
        }

        var value = SignalWords.ValueOf(new Word(body.Value.ToString()!, 1, IsQuoted: false), type);
        var quality = body.Quality is null ? Quality.Good : SignalWords.QualityOf(new Word(body.Quality, 1, IsQuoted: false));
        await rtu.SendAsync(type, new InformationObjectAddress((uint)ioa), value, quality, cause);
        return Results.Json(new { sent = TypeNames.Of(type), ioa });
    }

    private static async Task<IResult> SetFaultsAsync(SimulatedRtu rtu, HttpRequest request)
    {
        var body = await Guard.BodyAsync<FaultsBody>(request, """{"faults": "never"}""");
        if (body.Faults is null || !FaultWords.TryParse(body.Faults, RtuFaults.None, out var faults, out _))
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, $"faults must be words of: {FaultWords.All}; as {{\"faults\": \"twice late=2\"}}");
        }

        await rtu.SetFaultsAsync(faults);
        return Results.Json(new { faults = FaultText.Of(faults) });
    }

    private static async Task<IResult> SetProcessAsync(SimulatedRtu rtu, HttpRequest request)
    {
        var body = await Guard.BodyAsync<ProcessBody>(request, """{"eventsPerSecond": 100}""");
        if (body.EventsPerSecond is not { } rate || rate is < 0 or > 1_000_000)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, """eventsPerSecond must be 0 (nothing moves) to 1000000, as {"eventsPerSecond": 100}""");
        }

        rtu.Process = rate > 0 ? new RtuProcess(rate, body.Seed ?? 1) : null;
        return Results.Json(new { eventsPerSecond = rate });
    }

    private sealed record IndexBody
    {
        public double? RepeatSeconds { get; init; }
    }

    private sealed record SignalBody
    {
        public string? Type { get; init; }

        public long? Ioa { get; init; }

        /// <summary>A number or a word.</summary>
        public object? Value { get; init; }

        public string? Quality { get; init; }

        public string? Cot { get; init; }
    }

    private sealed record FaultsBody
    {
        public string? Faults { get; init; }
    }

    private sealed record ProcessBody
    {
        public double? EventsPerSecond { get; init; }

        public int? Seed { get; init; }
    }
}
