using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Simulator.Http;

/// <summary>What stands before every request.</summary>
internal static class Guard
{
    /// <summary>A page of somewhere else must not reach the stations through the browser of who runs them.</summary>
    public static async Task BrowsersAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host;
        var isOurs = host.Host == "localhost" || IPAddress.TryParse(host.Host.Trim('[', ']'), out _);
        var origin = context.Request.Headers.Origin.FirstOrDefault();
        if (!isOurs || (origin is not null && !origin.EndsWith($"://{host}", StringComparison.OrdinalIgnoreCase)))
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, "this door is for programs on its own address: ask it as http://127.0.0.1:PORT, without an Origin of somewhere else");
            return;
        }

        await next(context);
    }

    /// <summary>Faults are answered as JSON: <c>{"error": "..."}</c>.</summary>
    public static async Task FaultsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadRequestException e)
        {
            await WriteAsync(context, e.Status, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await WriteAsync(context, e.StatusCode, e.Message);
        }
        catch (FormatException e)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (ArgumentException e)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (IOException e)
        {
            // The station is not in the state for it.
            await WriteAsync(context, StatusCodes.Status409Conflict, e.Message);
        }
    }

    /// <summary>The body, or the default where there is none.</summary>
    /// <param name="request">With JSON, or nothing, in it.</param>
    /// <param name="right">An example of what would be right.</param>
    public static async Task<T> BodyAsync<T>(HttpRequest request, string right)
        where T : class, new()
    {
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return new T();
        }

        if (!request.HasJsonContentType())
        {
            throw new BadRequestException(StatusCodes.Status415UnsupportedMediaType, $"the content type must be application/json, with a body as {right}");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted) ?? new T();
        }
        catch (JsonException e)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, $"the body is not as it must be{(e.Path is { Length: > 2 } path ? $", at {path[2..]}" : "")}: write it as {right}");
        }
    }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static Task WriteAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error });
    }
}
