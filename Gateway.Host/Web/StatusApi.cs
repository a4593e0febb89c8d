using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Hosting;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Gateway.Host.Status;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Web;

/// <summary>The paths of docs/status-api.md. The same for the web and for the local socket; who may do what its gate knows.</summary>
internal sealed class StatusApi(GatewayStatus status, GroupLooks looks, Operations operations, GroupEditor editor, LiveStatus live, Metrics metrics, RecordsApi records, LogFiles logs)
{
    private const string Root = "/api/v1";
    private const int LongestName = 40;

    public void Map(IEndpointRouteBuilder routes, IGate gate)
    {
        var doors = new Doors(routes, gate, logs);
        doors.Open("/healthz", c => operations.Stuck() is { Count: > 0 } stuck
            ? AnswerTextAsync(c, StatusCodes.Status503ServiceUnavailable, $"stuck: {string.Join(", ", stuck)}")
            : AnswerTextAsync(c, StatusCodes.Status200OK, "alive"));
        doors.Open("/readyz", c => operations.IsReady
            ? AnswerTextAsync(c, StatusCodes.Status200OK, "ready")
            : AnswerTextAsync(c, StatusCodes.Status503ServiceUnavailable, "the configuration is not loaded yet"));
        doors.Get("/metrics", async (c, _) =>
        {
            var pieces = await metrics.ReadAsync();
            c.Response.ContentType = Metrics.ContentType;
            foreach (var piece in pieces)
            {
                await c.Response.WriteAsync(piece, c.RequestAborted);
            }
        });
        doors.Get(Root + "/status", async (c, _) => await (c.Request.Query["groups"].ToString() == "false"
            ? AnswerAsync(c, status.ReadProgram(), StatusJson.Standard.ProgramDocument)
            : AnswerAsync(c, await status.ReadAsync(), StatusJson.Standard.StatusDocument)));
        doors.Get(Root + "/program", async (c, _) => await AnswerAsync(c, status.Program(), StatusJson.Standard.ProgramStatus));
        doors.Get(Root + "/groups", async (c, _) => await AnswerAsync(c, await status.ReadGroupsAsync(), StatusJson.Standard.IReadOnlyListGroupStatus));
        doors.Get(Root + "/groups/{id}", async (c, _) => await AnswerAsync(c, await status.ReadGroupAsync(IdOf(c)) ?? throw NoGroup(c), StatusJson.Standard.GroupDetails));
        doors.Get(Root + "/groups/{id}/config", async (c, _) => await AnswerAsync(c, editor.Read(Find(c).Config), StatusJson.Standard.GroupEdit));
        doors.Get(Root + "/reload/preview", async (c, _) => await AnswerAsync(c, await operations.PreviewAsync(), StatusJson.Standard.ReloadReport));
        doors.Get(Root + "/events", (c, caller) => StreamAsync(c, gate, caller));

        doors.Post(Root + "/reload", async (c, _) => await AnswerReloadAsync(c, await operations.ReloadAsync()), async (c, _) => await AnswerReloadAsync(c, await operations.PreviewAsync()));
        doors.Post(Root + "/groups/{id}/restart", async (c, _) =>
        {
            await (await operations.RestartAsync(Find(c).Config.Id) is { } why
                ? throw new RefusalException(StatusCodes.Status409Conflict, $"it is not restarted, and runs on as it was: {why}")
                : DoneAsync(c, "restarted"));
        });
        doors.Post(Root + "/groups/{id}/masters/{number:long}/disconnect", async (c, _) => await AnswerMasterAsync(c, g => g.DisconnectAsync(MasterOf(c)), "disconnected"));
        doors.Post(Root + "/groups/{id}/masters/{number:long}/drain", async (c, _) => await AnswerMasterAsync(c, g => g.DrainAsync(MasterOf(c)), "draining"));
        doors.Put(Root + "/groups/{id}/config", EditAsync, EditAsync);
        MapSession(doors, gate);
        records.Map(routes, gate);
    }

    private void MapSession(Doors doors, IGate gate)
    {
        const string Session = Root + "/session";
        doors.Open(Session, async c => await AnswerAsync(c, gate.SessionOf(await gate.FindAsync(c)), StatusJson.Standard.SessionStatus));
        doors.OpenPost(Session, async c =>
        {
            var login = await ReadAsync(c, StatusJson.Standard.Login);
            if (string.IsNullOrEmpty(login.User) || string.IsNullOrEmpty(login.Password))
            {
                throw new RefusalException(StatusCodes.Status400BadRequest, "write {\"user\": \"...\", \"password\": \"...\"}");
            }

            if (await gate.LoginAsync(c, login) is { } refusal)
            {
                // Of those that must wait there may be very many.
                if (refusal.Status == StatusCodes.Status401Unauthorized)
                {
                    logs.Warn($"a login as {(login.User.Length <= LongestName ? login.User : login.User[..LongestName])} from {c.Connection.RemoteIpAddress} is refused: {refusal.Why}");
                }

                throw new RefusalException(refusal.Status, refusal.Why);
            }

            await DoneAsync(c, "logged in");
        });
        doors.Delete(Session, async (c, _) =>
        {
            gate.Logout(c);
            await DoneAsync(c, "logged out");
        });
    }

    /// <exception cref="RefusalException">It is none.</exception>
    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new RefusalException(StatusCodes.Status415UnsupportedMediaType, "the request's Content-Type must be application/json");
        }

        try
        {
            return await context.Request.ReadFromJsonAsync(type, context.RequestAborted) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, $"the request's body is not what is asked for here: {e.Message}");
        }
    }

    private async Task EditAsync(HttpContext context, Caller caller)
    {
        var config = Find(context).Config;
        var edit = await ReadAsync(context, StatusJson.Standard.JsonObject);
        var version = context.Request.Query["version"].ToString() is { Length: > 0 } seen ? seen : null;
        var result = await editor.EditAsync(config.Id, edit, version, isCheck: Doors.IsLook(context), save: context.Request.Query["save"].ToString() == "true", caller.Name);
        await AnswerAsync(context, result, StatusJson.Standard.EditResult, result.IsGood ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private async Task StreamAsync(HttpContext context, IGate gate, Caller caller)
    {
        using var stream = live.Open(context.Request.Query["group"].ToString() is { Length: > 0 } group ? group : null)
            ?? throw new RefusalException(StatusCodes.Status503ServiceUnavailable, $"{LiveStatus.MostStreams} live streams are open already");
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var message in stream.ReadAsync(context.RequestAborted))
        {
            if (!gate.IsStillIn(context, caller))
            {
                return;
            }

            await context.Response.Body.WriteAsync(message, context.RequestAborted);
        }
    }

    private GroupHost Find(HttpContext context) => status.Find(IdOf(context)) ?? throw NoGroup(context);

    private static RefusalException NoGroup(HttpContext context) => new(StatusCodes.Status404NotFound, $"there is no group '{IdOf(context)}'");

    private static string IdOf(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static long MasterOf(HttpContext context) => long.Parse((string)context.Request.RouteValues["number"]!);

    private static Task AnswerReloadAsync(HttpContext context, ReloadReport report) =>
        AnswerAsync(context, report, StatusJson.Standard.ReloadReport, report.IsTakenOver ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private async Task AnswerMasterAsync(HttpContext context, Func<GroupHost, Task<bool>> order, string done)
    {
        var group = Find(context);
        try
        {
            await (await looks.AskAsync(group, order)
                ? DoneAsync(context, done)
                : throw new RefusalException(StatusCodes.Status404NotFound, "this connection is gone already"));
        }
        catch (TimeoutException e)
        {
            throw new RefusalException(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private static Task DoneAsync(HttpContext context, string what) => AnswerAsync(context, new Done(what), StatusJson.Standard.Done);

    private static Task AnswerAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int code = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = code;
        return context.Response.WriteAsJsonAsync(value, type, contentType: null, context.RequestAborted);
    }

    private static Task AnswerTextAsync(HttpContext context, int code, string text)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
