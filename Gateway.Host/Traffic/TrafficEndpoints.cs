using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Traffic;

/// <summary>The live view and the capture by HTTP (docs/capture.md).</summary>
internal static class TrafficEndpoints
{
    /// <summary>Pages that follow at the same time; each costs some memory and, while there is traffic, some work.</summary>
    private const int MostFollowers = 32;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    // A page that follows looks again so often, and hears from us so often at least.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private static int _followers;

    /// <summary>Maps <c>GET /api/v1/groups/{id}/traffic</c>, its stream and <c>capture.pcapng</c>; who may call them is the caller's business.</summary>
    /// <param name="isStillIn">Whether who was let in may go on; what lasts ends when he may not.</param>
    public static IEndpointConventionBuilder MapTraffic(this IEndpointRouteBuilder routes, TrafficWatches watches, TimeProvider time, Func<HttpContext, bool> isStillIn)
    {
        var group = routes.MapGroup("/api/v1/groups/{id}");
        _ = group.MapGet("/traffic", (string id, HttpRequest request) => Look(watches, id, request));
        _ = group.MapGet("/traffic/stream", (string id, HttpContext context, CancellationToken stop) => Follow(watches, id, context, isStillIn, stop));
        _ = group.MapGet("/capture.pcapng", (string id, double? seconds, HttpContext context, CancellationToken stop) =>
            Download(watches, time, id, seconds ?? 0, () => isStillIn(context), stop));
        return group;
    }

    private static IResult Look(TrafficWatches watches, string id, HttpRequest request)
    {
        if (TrafficQuery.TryRead(request.Query, out var query) is { } wrong)
        {
            return Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest);
        }

        if (watches.Look(id) is not { } tap)
        {
            return NotWatched(watches, id);
        }

        var after = TrafficQuery.PositionOf(query.After, tap);
        var batch = tap.Look(query.Filter, query.Limit, after);
        return Results.Json(Answer.Of(tap, batch, isOfAnother: after is null && query.After.Length > 0), HttpJson.Options);
    }

    private static IResult Follow(TrafficWatches watches, string id, HttpContext context, Func<HttpContext, bool> isStillIn, CancellationToken stop)
    {
        if (TrafficQuery.TryRead(context.Request.Query, out var query) is { } wrong)
        {
            return Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest);
        }

        // EventSource tells where it was when it comes again.
        var last = (string?)context.Request.Headers["Last-Event-ID"];
        query = string.IsNullOrEmpty(last) ? query : query with { After = last };
        return watches.Look(id) is null ? NotWatched(watches, id)
            : Volatile.Read(ref _followers) >= MostFollowers ? Results.Problem($"{MostFollowers} pages follow already", statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.ServerSentEvents(BatchesAsync(watches, id, query, () => isStillIn(context), stop));
    }

    private static IResult Download(TrafficWatches watches, TimeProvider time, string id, double seconds, Func<bool> isStillIn, CancellationToken stop)
    {
        if (!(seconds >= 0 && seconds <= Capture.Longest.TotalSeconds))
        {
            return Results.Problem($"seconds is a number from 0 to {Capture.Longest.TotalSeconds}", statusCode: StatusCodes.Status400BadRequest);
        }

        return watches.Look(id) is null
            ? NotWatched(watches, id)
            : Results.Stream(
                to => Capture.WriteAsync(() => isStillIn() ? watches.Look(id) : null, id, to, TimeSpan.FromSeconds(seconds), time, stop),
                "application/x-pcapng",
                fileDownloadName: $"group-{string.Concat(id.Where(char.IsAsciiLetterOrDigit))}-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.pcapng");
    }

    private static IResult NotWatched(TrafficWatches watches, string id) => watches.Knows(id)
        ? Results.Problem($"{TrafficWatches.Most} groups are looked at already; try again in a minute", statusCode: StatusCodes.Status503ServiceUnavailable)
        : Results.NotFound();

    // Ends when the page goes, or its session, or the group.
    private static async IAsyncEnumerable<SseItem<string>> BatchesAsync(
        TrafficWatches watches, string id, TrafficQuery query, Func<bool> isStillIn, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        _ = Interlocked.Increment(ref _followers);
        try
        {
            TrafficTap? tap = null;
            TrafficReader? reader = null;
            long? after = null;
            var isOfAnother = false;
            for (var steps = 0; !stop.IsCancellationRequested && isStillIn(); steps++)
            {
                var isHeartbeat = steps % (int)(LookAgain / Step) == 0;
                if (isHeartbeat && watches.Look(id) is var now && now != tap)
                {
                    if (now is null)
                    {
                        yield break;
                    }

                    // The group was restarted, or it is another watch that the page has seen before.
                    after = TrafficQuery.PositionOf(query.After, now);
                    isOfAnother = tap is not null || (after is null && query.After.Length > 0);
                    (tap, reader) = (now, new TrafficReader(now, query.Filter, query.Limit));
                }

                var batch = reader!.Read(after);
                after = null;
                if (isHeartbeat || batch.Rows.Count > 0 || batch.Lost > 0)
                {
                    yield return new SseItem<string>(JsonSerializer.Serialize(Answer.Of(tap!, batch, isOfAnother), HttpJson.Options), "traffic")
                    {
                        EventId = TrafficQuery.Cursor(tap!, batch.Cursor),
                    };
                    isOfAnother = false;
                }

                await Task.Delay(Step, CancellationToken.None);
            }
        }
        finally
        {
            _ = Interlocked.Decrement(ref _followers);
        }
    }

    /// <summary>A batch with a cursor that is good for its tap alone.</summary>
    /// <param name="HasGap">Between the rows of the look before and these some may be missing that nobody can show any more.</param>
    private sealed record Answer(string Cursor, bool HasGap, long Skipped, long Lost, IReadOnlyList<TrafficRow> Rows)
    {
        /// <param name="isOfAnother">The look before was at another tap: what passed since is not known.</param>
        public static Answer Of(TrafficTap tap, TrafficBatch batch, bool isOfAnother) =>
            new(TrafficQuery.Cursor(tap, batch.Cursor), isOfAnother || batch.Lost > 0, batch.Skipped, batch.Lost, batch.Rows);
    }
}
