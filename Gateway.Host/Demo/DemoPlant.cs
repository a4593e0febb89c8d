using System.Net;
using System.Net.Sockets;
using Gateway.Abstractions.Configuration;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;

namespace Gateway.Host.Demo;

/// <summary>The RTUs of the demo, and the configuration of a gateway for them.</summary>
internal sealed class DemoPlant : IAsyncDisposable
{
    // Room for the demo's masters, and for one of the user's own from 127.0.0.1.
    private static readonly AddressFilter Admitted = new([new AddressNetwork(IPAddress.Parse("127.0.0.0"), 29)]);

    private readonly Dictionary<int, SimulatedRtu> _rtus = [];
    private readonly List<Socket> _silent = [];

    private DemoPlant()
    {
    }

    public GatewayConfig Config { get; private set; } = new();

    /// <summary>Those whose RTU is there.</summary>
    public static IReadOnlyList<DemoStation> Living { get; } = [.. DemoStations.All.Where(s => !s.IsDown)];

    /// <summary>RTUs listen, ports for masters are chosen.</summary>
    /// <exception cref="IOException">One cannot; the message says why.</exception>
    public static async Task<DemoPlant> StartAsync()
    {
        var plant = new DemoPlant();
        try
        {
            var ports = DemoPorts.Free(DemoStations.All.Length);
            plant.Config = new GatewayConfig { Groups = [.. DemoStations.All.Zip(ports, (s, port) => GroupOf(s, plant.Start(s), port))] };
            return plant;
        }
        catch (IOException)
        {
            await plant.DisposeAsync();
            throw;
        }
    }

    public SimulatedRtu RtuOf(DemoStation station) => _rtus[station.Id];

    /// <summary>Measured values move from now on, or stand still.</summary>
    public void Move(bool moves)
    {
        foreach (var station in Living)
        {
            RtuOf(station).Process = moves ? new RtuProcess(station.EventsPerSecond, station.Id) { Index = StationBuilder.Measured, Reach = 0.05 } : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_rtus.Values.Select(r => r.DisposeAsync().AsTask()));
        _silent.ForEach(s => s.Dispose());
    }

    private static GroupConfig GroupOf(DemoStation station, int rtuPort, int port) => new()
    {
        Id = $"{station.Id}",
        Name = station.Name,
        Hosts = [new RtuEndpoint(station.Address, rtuPort)],
        CommonAddress = station.Number,
        LogEvents = true,
        Ports = [new MasterPortConfig { Name = station.Name, Listen = new IPEndPoint(IPAddress.Loopback, port), CommonAddress = station.Number, Filter = Admitted }],
    };

    // The port of its RTU.
    private int Start(DemoStation station)
    {
        if (station.IsDown)
        {
            _silent.Add(DemoPorts.Take(station.Address));
            return DemoPorts.PortOf(_silent[^1]);
        }

        var rtu = SimulatedRtu.Start(
            new RtuConfig { Name = station.Name, Number = station.Number, Ports = [new RtuPort(new IPEndPoint(station.Address, 0))], RequiresSelect = true },
            station.Signals,
            NoSink.Instance);
        _rtus[station.Id] = rtu;
        return rtu.Ports[0].Port;
    }
}
