using System.Collections.Concurrent;
using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Plugins.Routing;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>The gateway's groups in this process, on real sockets, with what their logs would say.</summary>
internal sealed class SessionBench : IPluginLookup, IAsyncDisposable
{
    public static readonly CommonAddress StationAddress = new(7);

    private readonly GatewayEngine _engine;
    private readonly ConcurrentQueue<(string Group, GroupEventKind Kind, string What)> _log = new();

    public SessionBench(params GroupConfig[] groups)
        : this(observers: null, groups)
    {
    }

    /// <param name="observers">Others than the one that remembers the log.</param>
    public SessionBench(Func<GroupConfig, IGroupObserver>? observers, params GroupConfig[] groups)
    {
        _engine = new GatewayEngine(this, observers ?? (g => new Observer(g.Id, _log)));
        Assert.IsTrue(_engine.Start(new GatewayConfig { Groups = [.. groups] }));
    }

    public IReadOnlyList<GroupHost> Groups => _engine.Groups;

    public GroupCounters Counters => _engine.Groups[0].Counters;

    /// <summary>A group of one port on 127.0.0.1, which the kernel gives.</summary>
    public static GroupConfig Config(IPEndPoint rtu, Func<MasterPortConfig, MasterPortConfig>? port = null)
    {
        var open = new MasterPortConfig { Name = "sessions", Listen = new IPEndPoint(IPAddress.Loopback, FreePort.Next()), CommonAddress = StationAddress };
        return new GroupConfig
        {
            Id = "1",
            Name = "sessions",
            Hosts = [Endpoint(rtu)],
            CommonAddress = StationAddress,
            Ports = [port is null ? open : port(open)],
        };
    }

    public static RtuEndpoint Endpoint(IPEndPoint rtu) => new(rtu.Address, rtu.Port);

    public static AddressFilter Filter(string network) =>
        AddressNetwork.TryParse(network, out var parsed) ? new AddressFilter([parsed]) : throw new ArgumentException(network, nameof(network));

    /// <summary>What the log of a group has of this kind.</summary>
    public string[] Lines(GroupEventKind kind, string group = "1") => [.. _log.Where(l => l.Kind == kind && l.Group == group).Select(l => l.What)];

    /// <summary>Waits for so many lines of a kind.</summary>
    public Task ToldAsync(GroupEventKind kind, int times = 1, string group = "1") =>
        Patience.UntilAsync(() => Lines(kind, group).Length >= times, $"{times} x {kind} of group {group} in:\n{string.Join('\n', _log)}");

    public Task StopAsync() => _engine.StopAsync().WaitAsync(Patience.Limit);

    public async ValueTask DisposeAsync() => await _engine.DisposeAsync().AsTask().WaitAsync(Patience.Limit);

    public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) => _ => name == PolicyNames.Broadcast ? new BroadcastPolicy() : new ReplyPolicy();

    public IRtuLinkFactory? FindRtuLibrary(string name) => null;

    private sealed class Observer(string group, ConcurrentQueue<(string, GroupEventKind, string)> log) : IGroupObserver
    {
        public void Happened(GroupEventKind kind, string peer, string what) => log.Enqueue((group, kind, what));
    }
}
