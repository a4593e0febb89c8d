using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;
using Gateway.Iec104.Stations;

namespace Gateway.Core.Hosting;

/// <summary>
/// While the program starts, a group of its own carries a little of everything between an RTU and two masters of this process, over
/// loopback: interrogations, events, commands, reads. So a real master's first interrogation and first command do not wait until the runtime has
/// loaded and linked what they need. Nothing waits for it.
/// </summary>
public sealed class Rehearsal : IDisposable
{
    private const uint Points = 200;
    private const int Events = 400;
    private const int Rounds = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly CommonAddress Station = new(1);
    private static readonly InformationObjectAddress Breaker = new(1);

    // M_SP_TB_1, spontaneous, CA 1, IOA 1, on.
    private static readonly byte[] Event = [30, 1, 3, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 12, 1, 6, 26];

    // After two seconds it gives up, whatever it was doing. Not disposed: who gives up may still look at it.
    private readonly CancellationTokenSource _stop = new(Patience);
    private readonly Task<string?> _done;

    private Rehearsal(Func<IPluginLookup> plugins) => _done = Task.Run(() => RunAsync(plugins));

    /// <summary>It has ended, or was stopped, or has taken too long: null. Else why it was not to be; that harms nothing.</summary>
    public Task<string?> Done => _done;

    /// <param name="plugins">Asked on another thread.</param>
    public static Rehearsal Start(Func<IPluginLookup> plugins) => new(plugins);

    /// <summary>It is not needed any more. Nobody waits for its end either.</summary>
    public void Dispose() => _ = _stop.CancelAsync();

    private async Task<string?> RunAsync(Func<IPluginLookup> plugins)
    {
        try
        {
            await RehearseAsync(plugins());
            return null;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever prevents it harms nothing.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e.Message;
        }
    }

    private async Task RehearseAsync(IPluginLookup plugins)
    {
        using var runtime = new StationRuntime();
        using var deadlines = new Deadlines();
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Loopback, 0), new ControlledOptions { Runtime = runtime });
        for (var point = 1u; point <= Points; point++)
        {
            rtu.Set(Station, new InformationObjectAddress(point), isOn: true);
        }

        var config = new GroupConfig
        {
            Id = "rehearsal",
            Name = "rehearsal",
            Hosts = [new RtuEndpoint(rtu.Local.Address, rtu.Local.Port)],
            Ports = [new MasterPortConfig { Name = "rehearsal", Listen = new IPEndPoint(IPAddress.Loopback, 0), CommonAddress = Station }],
            CommonAddress = Station,
            AllowRtuAddress = true,
        };
        var listening = new Listening();
        var host = GroupHost.TryCreate(config, plugins, listening, out _) ?? throw new InvalidOperationException("the standard policies are missing");
        try
        {
            _ = host.TakePorts(deadlines);
            host.Begin();
            await WithinAsync(listening.Seen);
            var port = new IPEndPoint(IPAddress.Loopback, (await host.SnapshotAsync().WaitAsync(_stop.Token)).Ports[0].Port);

            // Acknowledged one by one: what is open at the end would hold up the end.
            var options = new ControllingOptions { Runtime = runtime, Link = LinkConfig.Default with { W = 1 } };
            await using var a = await ControllingStation.ConnectAsync(port, options, _stop.Token);
            await using var b = await ControllingStation.ConnectAsync(port, options, _stop.Token);
            await WithinAsync(Task.WhenAll(a.StartAsync(), b.StartAsync()));
            for (var round = 0; round < Rounds; round++)
            {
                await RoundAsync(rtu, a, b);
            }
        }
        finally
        {
            await host.StopAsync();
            host.Remove(deadlines);
        }
    }

    private async Task RoundAsync(ControlledStation rtu, ControllingStation a, ControllingStation b)
    {
        var answers = Task.WhenAll(a.InterrogateAsync(Station), b.InterrogateAsync(Station));
        for (var n = 0; n < Events; n++)
        {
            rtu.SendRaw(Event);
        }

        await WithinAsync(answers);
        await WithinAsync(Task.WhenAll(a.Command(Station, Breaker, isOn: true).Termination, b.ReadAsync(Station, Breaker)));
    }

    private Task WithinAsync(Task what) => what.WaitAsync(_stop.Token);

    private sealed class Listening : IGroupObserver
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public void Happened(GroupEventKind kind, string peer, string what)
        {
            if (kind == GroupEventKind.Listening)
            {
                _ = _seen.TrySetResult();
            }
        }
    }
}
