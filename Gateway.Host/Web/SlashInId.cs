using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Host.Web;

/// <summary>
/// A group's id may contain a slash (and a page writes it as <c>%2F</c>). Kestrel decodes all of a path but this one, so that an id with it
/// reaches nobody as it is; it is read from the request's line itself.
/// </summary>
internal static class SlashInId
{
    private const string Id = "id";
    private const string Slash = "%2F";

    /// <summary>After routing, before anybody reads the id.</summary>
    public static Task DecodeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.RouteValues[Id] is string id && id.Contains(Slash, StringComparison.OrdinalIgnoreCase) && RawOf(context, id) is { } raw)
        {
            context.Request.RouteValues[Id] = Uri.UnescapeDataString(raw);
        }

        return next(context);
    }

    // Null: the path has been shortened (..), so that its parts are not those of the line.
    private static string? RawOf(HttpContext context, string id)
    {
        var line = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].Split('/');
        var path = (context.Request.Path.Value ?? "").Split('/');
        return line.Length == path.Length ? line[Array.IndexOf(path, id)] : null;
    }
}
