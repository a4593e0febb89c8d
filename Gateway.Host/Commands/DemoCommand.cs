using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Host.Control;
using Gateway.Host.Demo;
using Gateway.Host.Operating;
using Gateway.Host.Web;
using Gateway.Iec104;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host.Commands;

/// <summary><c>demo</c> (H2): a gateway, a simulated RTU with moving points and two masters, in one process and without a configuration.</summary>
internal static class DemoCommand
{
    private static readonly CommonAddress Station = new(1);

    public static async Task<int> RunAsync(int seconds, string? web, bool noGui)
    {
        WebListen? listen = null;
        if (web is not null && (listen = WebListen.TryParse(web, out var why)) is null)
        {
            Console.Error.WriteLine(why);
            return ExitCode.Usage;
        }

        using var stop = new StopSignal();
        try
        {
            return await RunAsync(seconds, WebSettings.Of(config: null, noGui, listen, Environment.CurrentDirectory), stop);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Stopped before its masters were connected.
            return ExitCode.Good;
        }
    }

    private static async Task<int> RunAsync(int seconds, WebSettings? web, StopSignal stop)
    {
        await using var gateway = Composition.Compose(console: false, Composition.LogFolder, file: null, $"demo {Environment.ProcessId}");
        await using var rtu = new DemoRtu(Station);
        var port = DemoPort.Free();
        var config = new GroupConfig
        {
            Id = "1",
            Name = "Demo",
            Hosts = [new RtuEndpoint(rtu.Local.Address, rtu.Local.Port)],
            CommonAddress = Station,
            LogEvents = true,
            Ports = [new MasterPortConfig { Name = "Demo", Listen = new IPEndPoint(IPAddress.Loopback, port), CommonAddress = Station }],
        };
        var engine = gateway.GetRequiredService<GatewayEngine>();
        if (!engine.Start(new GatewayConfig { Groups = [config] }))
        {
            return ExitCode.NoPort;
        }

        Console.Out.WriteLine($"RTU {rtu.Local}  ->  gateway {config.Ports[0].Listen}  ->  masters 127.0.0.2 (A) and 127.0.0.3 (B). Ctrl-C ends it.");
        await using var a = await DemoMaster.ConnectAsync("A", IPAddress.Parse("127.0.0.2"), config.Ports[0].Listen, Station, stop.Token);
        await using var b = await DemoMaster.ConnectAsync("B", IPAddress.Parse("127.0.0.3"), config.Ports[0].Listen, Station, stop.Token);
        gateway.GetRequiredService<Operations>().IsReady = true;
        await gateway.GetRequiredService<ControlServer>().StartAsync();
        await gateway.GetRequiredService<WebServer>().ApplyAsync(web);
        if (gateway.GetRequiredService<WebServer>().Address is { } page)
        {
            Console.Out.WriteLine($"Status: {page}");
        }

        rtu.Move();
        a.CommandNowAndThen();
        await stop.WaitAsync(seconds > 0 ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);

        var counters = engine.Groups[0].Counters;
        await gateway.GetRequiredService<Operations>().StopAsync();
        Console.Out.WriteLine($"from the RTU {counters.FromRtu}, to masters {counters.ToMasters}, from masters {counters.FromMasters}, to the RTU {counters.ToRtu} ASDUs. Log: {Path.GetFullPath("log")}");
        return ExitCode.Good;
    }
}
