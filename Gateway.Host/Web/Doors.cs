using Gateway.Abstractions.Configuration;
using Gateway.Host.Logging;
using Gateway.Host.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Web;

/// <summary>Puts paths into the server, each with who may pass; whatever is refused or fails is answered in words.</summary>
internal sealed class Doors(IEndpointRouteBuilder routes, IGate gate, LogFiles logs)
{
    /// <summary>For everybody.</summary>
    public void Open(string path, Func<HttpContext, Task> what) => routes.MapGet(path, Safely(what));

    /// <summary>For everybody, but from our own page.</summary>
    public void OpenPost(string path, Func<HttpContext, Task> what) => routes.MapPost(path, Safely(context =>
        gate.Suspicion(context, caller: null) is { } why ? throw new RefusalException(StatusCodes.Status403Forbidden, why) : what(context)));

    public void Get(string path, Func<HttpContext, Caller, Task> what) => routes.MapGet(path, Guarded(WebRole.Viewer, changes: false, what));

    /// <param name="look">What <c>?check=true</c> does: it changes nothing, and the log says nothing of it. Null: there is no such thing.</param>
    public void Post(string path, Func<HttpContext, Caller, Task> what, Func<HttpContext, Caller, Task>? look = null) => Operator(path, routes.MapPost, what, look);

    /// <param name="look">As of <see cref="Post"/>.</param>
    public void Put(string path, Func<HttpContext, Caller, Task> what, Func<HttpContext, Caller, Task>? look = null) => Operator(path, routes.MapPut, what, look);

    /// <summary>Only a look is asked for.</summary>
    public static bool IsLook(HttpContext context) => context.Request.Query["check"].ToString() == "true";

    /// <summary>For whoever is logged in.</summary>
    public void Delete(string path, Func<HttpContext, Caller, Task> what) => routes.MapDelete(path, Guarded(WebRole.Viewer, changes: true, what));

    private void Operator(
        string path, Func<string, RequestDelegate, IEndpointConventionBuilder> map, Func<HttpContext, Caller, Task> what, Func<HttpContext, Caller, Task>? look) =>
        map(path, Guarded(WebRole.Operator, changes: true, gate.MayOperate ? what : (_, _) => throw new RefusalException(
            StatusCodes.Status403Forbidden, "the program was started to show its status only (-n); use the local socket, or start it without -n"), look));

    private RequestDelegate Guarded(WebRole role, bool changes, Func<HttpContext, Caller, Task> what, Func<HttpContext, Caller, Task>? look = null) => Safely(async context =>
    {
        var caller = await gate.FindAsync(context) ?? throw new RefusalException(StatusCodes.Status401Unauthorized, "log in first");
        if (caller.Role < role)
        {
            throw new RefusalException(StatusCodes.Status403Forbidden, $"{caller.Name} is a {Words.Of(caller.Role)}; this is for an {Words.Of(role)}");
        }

        if (changes && gate.Suspicion(context, caller) is { } why)
        {
            throw new RefusalException(StatusCodes.Status403Forbidden, why);
        }

        if (look is not null && gate.MayOperate && IsLook(context))
        {
            await look(context, caller);
            return;
        }

        if (changes && role == WebRole.Operator)
        {
            logs.Program($"{caller.Name}{PlaceOf(context)} asks: {context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        }

        await what(context, caller);
    });

    private static string PlaceOf(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? $" at {address}" : "";

    private RequestDelegate Safely(Func<HttpContext, Task> what) => async context =>
    {
        try
        {
            await what(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone.
        }
        catch (OperationCanceledException)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "the program stops");
        }
        catch (RefusalException e)
        {
            await RefuseAsync(context, e.Status, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode, e.Message);
        }
#pragma warning disable CA1031 // A defect of ours in one request is told, and harms no other.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logs.Warn($"{context.Request.Method} {context.Request.Path} failed: {e}");
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, "a defect in the gateway; its log has more");
        }
    };

    private static async Task RefuseAsync(HttpContext context, int status, string why)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new Refusal(why), StatusJson.Standard.Refusal, contentType: null, CancellationToken.None);
        }
    }
}
