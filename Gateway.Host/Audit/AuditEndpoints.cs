using System.Text.Json;
using Gateway.Host.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Audit;

/// <summary>The audit by HTTP: its last lines, those of one group, a search, its files (docs/audit.md).</summary>
internal static class AuditEndpoints
{
    private const int UsualLines = 200;

    /// <summary>Maps <c>GET /api/v1/audit</c> and <c>.../audit/{file}</c>; who may call them is the caller's business.</summary>
    public static IEndpointConventionBuilder MapAudit(this IEndpointRouteBuilder routes, LogFiles logs)
    {
        var pages = logs.Pages(AuditLog.FileName, AuditLog.Extension);
        var audit = routes.MapGroup("/api/v1/audit");
        _ = audit.MapGet("", (int? lines, string? search, string? group, CancellationToken stop) => ReadAsync(pages, lines ?? UsualLines, search ?? "", group, stop));
        _ = audit.MapGet("/{file}", (string file) => LogEndpoints.Download(pages, file, "application/jsonl"));
        return audit;
    }

    private static async Task<IResult> ReadAsync(LogPages pages, int lines, string search, string? group, CancellationToken stop)
    {
        // As they stand in the file, where everything that is not ASCII is escaped.
        var text = JsonEncodedText.Encode(search).ToString();
        var ofGroup = string.IsNullOrEmpty(group) ? null : $"\"group\":\"{JsonEncodedText.Encode(group)}\",";
        var found = await pages.SearchAsync(text, lines, stop, line => ofGroup is null || line.Contains(ofGroup, StringComparison.Ordinal));
        return Results.Json(new { files = pages.Files(), entries = found.Lines.Select(Parse).OfType<JsonElement>(), isCut = found.IsCut }, HttpJson.Options);
    }

    // What a power failure has cut in the middle is left out.
    private static JsonElement? Parse(string line)
    {
        try
        {
            return JsonElement.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
