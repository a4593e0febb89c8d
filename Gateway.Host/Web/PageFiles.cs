using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Web;

/// <summary>
/// The page (docs/dashboard.md): HTML, style, script, all inside of the program. Each file is a path of its own, so nothing on the disk can be asked for.
/// For everybody: it is the same for all, and has the form to log in.
/// </summary>
internal static class PageFiles
{
    private const string Root = "wwwroot/";
    private const string Index = "index.html";

    /// <summary>By path without the first slash.</summary>
    public static IReadOnlyDictionary<string, PageFile> All { get; } = typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Root, StringComparison.Ordinal))
        .ToDictionary(n => n[Root.Length..].Replace('\\', '/'), PageFile.Read, StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, file) in All)
        {
            _ = routes.MapMethods(path == Index ? "/" : $"/{path}", [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, file));
        }
    }

    // Asked for anew each time, and sent only where it is another one: after an update nobody has half of the old page.
    private static Task SendAsync(HttpContext context, PageFile file)
    {
        var headers = new ResponseHeaders(context.Response.Headers) { ETag = file.Tag };
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(headers.ETag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Octets.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(file.Octets, context.RequestAborted).AsTask();
    }
}
