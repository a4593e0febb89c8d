using System.Net.Sockets;
using Gateway.Host.Logging;
using Gateway.Host.Operating;
using Gateway.Host.Web;
using Microsoft.AspNetCore.Builder;

namespace Gateway.Host.Control;

/// <summary>
/// The local socket (H5): the paths of the status API for whoever may open its file, also where there is no web port. Without it the gateway runs
/// all the same.
/// </summary>
internal sealed class ControlServer(StatusApi api, GatewayFile file, LogFiles logs) : IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>The socket's file; null: there is none.</summary>
    public string? Path { get; private set; }

    public Task StartAsync() => StartAsync(Socket.OSSupportsUnixDomainSockets);

    /// <param name="isSupported">Whether the system has such sockets.</param>
    internal async Task StartAsync(bool isSupported)
    {
        if (!isSupported)
        {
            logs.Warn("there is no local socket, and 'status' and 'reload' cannot reach this gateway: this system has none (Windows 10 1803, Windows Server 2019 and later ones do)");
            return;
        }

        try
        {
            var path = System.IO.Path.Combine(ControlFolder.Make(), ControlFolder.FileOf(file.Instance));
            if (await ControlClient.RunsAsync(path))
            {
                logs.Warn($"another gateway runs as {file.Instance}: 'status' and 'reload' reach that one; give this one a name with --instance");
                return;
            }

            // What a killed one left behind.
            File.Delete(path);
            _app = HttpServer.Build(options => options.ListenUnixSocket(path));
            api.Map(_app, new LocalGate());
            await _app.StartAsync();
            Path = path;
        }
#pragma warning disable CA1031 // Whatever keeps it from being there, the gateway runs on; without descriptors the runtime fails anywhere.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logs.Warn($"there is no local socket, and 'status' and 'reload' cannot reach this gateway: {(OpenFiles.AreUsedUp ? OpenFiles.None : e.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.'))}");
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (Path is { } path)
        {
            Path = null;
            File.Delete(path);
        }
    }
}
