using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Host.Web;

/// <summary>
/// Kestrel with nothing around it but routing, and bounds on everything a client may do. It runs on the thread pool alone: the threads that
/// poll the masters' and the RTUs' sockets never run a line of it.
/// </summary>
internal static class HttpServer
{
    private const int MostConnections = 64;
    private const int MostBodyOctets = 64 * 1024;
    private const int MostHeaderOctets = 16 * 1024;
    private const int MostLineOctets = 4 * 1024;

    /// <param name="listen">Where.</param>
    public static WebApplication Build(Action<KestrelServerOptions> listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        _ = builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxConcurrentConnections = MostConnections;
            options.Limits.MaxConcurrentUpgradedConnections = 0;
            options.Limits.MaxRequestBodySize = MostBodyOctets;
            options.Limits.MaxRequestHeadersTotalSize = MostHeaderOctets;
            options.Limits.MaxRequestLineSize = MostLineOctets;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
            options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
            listen(options);
        });
        _ = builder.Services.AddRoutingCore()
            .AddSingleton<IHostLifetime, QuietLifetime>()
            .Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
        var app = builder.Build();
        _ = app.Use(SlashInId.DecodeAsync);
        return app;
    }
}
