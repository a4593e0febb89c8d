using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Logging;

/// <summary>A group's log by HTTP: its last lines, a search, its files (docs/logs.md).</summary>
internal static class LogEndpoints
{
    private const int UsualLines = 200;

    /// <summary>Maps <c>GET /api/v1/groups/{id}/log</c> and <c>.../log/{file}</c>; who may call them is the caller's business.</summary>
    public static IEndpointConventionBuilder MapLogs(this IEndpointRouteBuilder routes, LogFiles logs)
    {
        var group = routes.MapGroup("/api/v1/groups/{id}/log");
        _ = group.MapGet("", (string id, int? lines, string? search, CancellationToken stop) => ReadAsync(logs.PagesOf(id), lines ?? UsualLines, search, stop));
        _ = group.MapGet("/{file}", (string id, string file) => Download(logs.PagesOf(id), file, "text/plain; charset=utf-8"));
        return group;
    }

    /// <summary>A file of a log as a download.</summary>
    public static IResult Download(LogPages? pages, string file, string contentType) =>
        pages?.Open(file) is { } stream ? Results.Stream(stream, contentType, fileDownloadName: file) : Results.NotFound();

    private static async Task<IResult> ReadAsync(LogPages? pages, int lines, string? search, CancellationToken stop)
    {
        if (pages is null)
        {
            return Results.NotFound();
        }

        var found = string.IsNullOrEmpty(search)
            ? new LogMatches(await pages.LastAsync(lines, stop), IsCut: false)
            : await pages.SearchAsync(search, lines, stop);
        return Results.Json(new { files = pages.Files(), lines = found.Lines, isCut = found.IsCut }, HttpJson.Options);
    }
}
