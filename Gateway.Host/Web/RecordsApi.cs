using Gateway.Host.Audit;
using Gateway.Host.Logging;
using Gateway.Host.Status;
using Gateway.Host.Traffic;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Web;

/// <summary>Live view, capture, logs and audit, for whoever may look at the status.</summary>
internal sealed class RecordsApi(TrafficWatches watches, LogFiles logs, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes, IGate gate)
    {
        foreach (var part in new[] { routes.MapTraffic(watches, clock, IsStillIn), routes.MapLogs(logs), routes.MapAudit(logs) })
        {
            _ = part.AddEndpointFilter(async (context, next) =>
            {
                if (await gate.FindAsync(context.HttpContext) is not { } caller)
                {
                    return Results.Json(new Refusal("log in first"), StatusJson.Standard.Refusal, statusCode: StatusCodes.Status401Unauthorized);
                }

                context.HttpContext.Features.Set(caller);
                return await next(context);
            });
        }

        bool IsStillIn(HttpContext context) => context.Features.Get<Caller>() is { } caller && gate.IsStillIn(context, caller);
    }
}
