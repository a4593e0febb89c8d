using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Host;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Gateway.Host.Plugins;
using Gateway.Host.Web;
using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Tests.Unit.House;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Integration.Web;

/// <summary>A gateway in the test's process with its real web server, on a port of the kernel's, and a browser's client.</summary>
internal sealed class WebRig : IAsyncDisposable
{
    public static readonly CommonAddress Station = new(7);

    private readonly ServiceProvider _services;
    private readonly CookieContainer _cookies = new();

    private WebRig(ServiceProvider services, string folder)
    {
        _services = services;
        Folder = folder;
        Http = new HttpClient(new HttpClientHandler
        {
            CookieContainer = _cookies,
            AllowAutoRedirect = false,
#pragma warning disable MA0039 // The test has made the certificate itself.
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
#pragma warning restore MA0039
        })
        {
            Timeout = Patience.Limit,
        };
    }

    public HttpClient Http { get; }

    public string Folder { get; }

    public WebServer Server => _services.GetRequiredService<WebServer>();

    public Operations Operations => _services.GetRequiredService<Operations>();

    public GatewayEngine Engine => _services.GetRequiredService<GatewayEngine>();

    /// <summary>A part of it.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public CookieCollection Cookies => _cookies.GetCookies(Server.Address!);

    public string Log
    {
        get
        {
            using var file = new StreamReader(new FileStream(Path.Combine(Folder, "log", "gateway.log"), FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
            return file.ReadToEnd();
        }
    }

    public static Task<WebRig> StartAsync(params GroupConfig[] groups) => StartAsync(new WebConfig(), hasPage: true, groups);

    /// <param name="config">Its port is replaced by the kernel's.</param>
    public static async Task<WebRig> StartAsync(WebConfig config, bool hasPage, params GroupConfig[] groups)
    {
        var rig = Make(file: null, TimeProvider.System);
        _ = rig.Engine.Start(new GatewayConfig { Groups = [.. groups] });
        rig._services.GetRequiredService<Operations>().IsReady = true;
        await rig.ServeAsync(config with { Listen = new IPEndPoint(config.Listen.Address, 0) }, hasPage);
        return rig;
    }

    /// <summary>With a configuration file of this text, as <c>run</c> takes it over.</summary>
    public static async Task<WebRig> StartAsync(string name, string text)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, text);
        var rig = Make(file, TimeProvider.System, folder);
        var loaded = ConfigurationFile.Load(file, rig._services.GetRequiredService<PluginCatalog>(), _ => { });
        _ = rig.Engine.Start(loaded.Config!);
        rig._services.GetRequiredService<GatewayFile>().TakenOver(loaded, "running");
        rig._services.GetRequiredService<Operations>().IsReady = true;
        await rig.ServeAsync(new WebConfig { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        return rig;
    }

    /// <summary>Nothing is started.</summary>
    public static WebRig Make(string? file, TimeProvider clock, string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("gateway-test-").FullName;
        var services = Composition.Compose(
            file, "test", clock, () => new LogFiles(Path.Combine(folder, "log"), console: false), _ => PluginCatalog.Load(Path.Combine(Path.GetDirectoryName(Library)!, "plugins")));
        return new WebRig(services, folder);
    }

    /// <summary>A group whose RTU is this one.</summary>
    public static GroupConfig Group(string id, ControlledStation rtu, int? port = null) => new()
    {
        Id = id,
        Name = $"Station {id}",
        Hosts = [new RtuEndpoint(rtu.Local.Address, rtu.Local.Port)],
        CommonAddress = Station,
        Ports = [new MasterPortConfig { Name = $"Station {id}", Listen = new IPEndPoint(IPAddress.Loopback, port ?? FreePort.Next()), CommonAddress = Station }],
    };

    public async Task ServeAsync(WebConfig config, bool hasPage = true)
    {
        await Server.ApplyAsync(new WebSettings(config, hasPage, Folder));
        if (Server.Address is { } address && Http.BaseAddress != address)
        {
            Http.BaseAddress = address;
        }
    }

    /// <summary>The answer as JSON, with this status.</summary>
    public async Task<JsonNode> GetAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await JsonOf(answer, status);
    }

    /// <summary>A changing request, with the session's token.</summary>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add(WebGate.CsrfHeader, (string?)(await GetAsync("api/v1/session"))["csrf"] ?? "none");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await Http.SendAsync(request);
        return await JsonOf(answer, status);
    }

    public Task<JsonNode> LoginAsync(string user, string password, HttpStatusCode status = HttpStatusCode.OK) =>
        SendAsync(HttpMethod.Post, "api/v1/session", new { user, password }, status);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public static async Task<JsonNode> JsonOf(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(status, answer.StatusCode, text);
        return JsonNode.Parse(text) ?? throw new JsonException(text);
    }

    // The plugins lie beside the program of the same build.
    private static string Library
    {
        get
        {
            var target = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Repository.Root, "Gateway.Host", "bin", target.Parent!.Name, target.Name, "Gateway.Host.dll");
        }
    }
}
