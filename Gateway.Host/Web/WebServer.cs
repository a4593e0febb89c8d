using System.Security.Cryptography.X509Certificates;
using Gateway.Abstractions.Configuration;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host.Web;

/// <summary>
/// Serves page, status and metrics by HTTP. Where it cannot (the port is in use, the certificate missing), it says so once, the gateway runs on
/// without it, and it is tried again every 10 s.
/// </summary>
internal sealed class WebServer(StatusApi api, LogFiles logs, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private WebApplication? _app;
    private WebSettings? _settings;
    private string? _fingerprint;
    private string? _told;
    private ITimer? _retry;

    /// <summary>Where it is served; null: nowhere.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Why it is not served, in words; null: it is, or it shall not be.</summary>
    public string? WhyNot => Address is null ? _told : null;

    /// <summary>Serves by these settings from now on; by the same as before: nothing changes. Null: not at all.</summary>
    public async Task ApplyAsync(WebSettings? settings)
    {
        await _turn.WaitAsync();
        try
        {
            if (settings?.Fingerprint == _fingerprint)
            {
                return;
            }

            await CloseAsync();
            _settings = settings;
            _fingerprint = settings?.Fingerprint;
            _told = null;
            await TryOpenAsync();
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ApplyAsync(settings: null);
        _turn.Dispose();
    }

    private async Task TryOpenAsync()
    {
        if (_settings is not { } settings)
        {
            return;
        }

        if (WebChecks.Faults(settings.Config).FirstOrDefault() is { } fault)
        {
            Tell($"the web page is not served: {fault.Message}; {fault.Advice}");
            return;
        }

        if (settings.Config.Users.FirstOrDefault(u => !PasswordHash.IsOne(u.Password)) is { } user)
        {
            Tell($"the web page is not served: the password of user {user.Name} is no hash; write what 'hash-password' prints");
            return;
        }

        try
        {
            _app = Build(settings);
            await _app.StartAsync();
            Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            logs.Program($"the web page is served at {Address}{(settings.HasPage ? "" : " (status and metrics only)")}.");
        }
#pragma warning disable CA1031 // Whatever keeps the page from being served, the groups run on; without descriptors the runtime fails anywhere.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await CloseAsync();
            Tell($"the web page is not served at {settings.Config.Listen}: {ReasonOf(e)}; it is tried again every 10 s, and the groups run without it");
            _retry = clock.CreateTimer(_ => _ = RetryAsync(settings), state: null, Retry, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RetryAsync(WebSettings settings)
    {
        await _turn.WaitAsync();
        try
        {
            if (_settings == settings && _app is null)
            {
                await TryOpenAsync();
            }
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    private WebApplication Build(WebSettings settings)
    {
        (X509Certificate2 Own, X509Certificate2Collection Others)? certificate = settings.CertificatePath is null ? null : Certificate(settings);
        var app = HttpServer.Build(options => options.Listen(settings.Config.Listen, endpoint =>
        {
            if (certificate is { } chain)
            {
                _ = endpoint.UseHttps(https =>
                {
                    https.ServerCertificate = chain.Own;
                    https.ServerCertificateChain = chain.Others;
                });
            }
        }));
        var gate = new WebGate(settings.Config, settings.HasPage, clock);
        _ = app.Use((context, next) => CheckAsync(context, next, settings.Config));
        api.Map(app, gate);
        if (settings.HasPage)
        {
            PageFiles.Map(app);
        }

        return app;
    }

    // Before anything else: a name that is not ours gets nothing, not even an error of ours.
    private static Task CheckAsync(HttpContext context, RequestDelegate next, WebConfig config)
    {
        Headers.Add(context.Response);
        if (HostCheck.Passes(context.Request.Host, config.Names))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return context.Response.WriteAsync($"'{context.Request.Host.Host}' is no name of this gateway; add it to names in the configuration.");
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Others) Certificate(WebSettings settings)
    {
        using var own = X509Certificate2.CreateFromPemFile(settings.CertificatePath!, settings.KeyPath);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(settings.CertificatePath!);

        // Windows wants the key in a store of its own, not one in memory.
        return (X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), password: null), [.. all.Where(c => c.Thumbprint != own.Thumbprint)]);
    }

    private static string ReasonOf(Exception e) => e.GetBaseException() switch
    {
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.AddressAlreadyInUse } => "the port is in use by another program",
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.AddressNotAvailable } => "the address is not this machine's",
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.AccessDenied } => "the operating system does not allow it; a port below 1024 needs a permission",
        _ when OpenFiles.AreUsedUp => OpenFiles.None,
        var cause => cause.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };

    private void Tell(string what)
    {
        if (_told != what)
        {
            _told = what;
            logs.Warn(what);
        }
    }

    private async Task CloseAsync()
    {
        if (_retry is not null)
        {
            await _retry.DisposeAsync();
            _retry = null;
        }

        Address = null;
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
