using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Groups;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;
using Gateway.Plugins.Routing;

namespace Gateway.Tests.Unit.Core;

/// <summary>A group with a fake RTU and fake masters; time moved by hand.</summary>
internal sealed class GroupBench : IListeningPorts, IGroupObserver
{
    public static readonly GroupConfig Config = new()
    {
        Id = "111",
        Name = "RTU-ABB",
        Hosts = [Host("10.0.0.1:2404"), Host("10.0.0.2:2404")],
        CommonAddress = new CommonAddress(7),
        BufferSize = 20,
        Link = LinkConfig.Default with { K = 12, W = 8 },
        Ports = [new MasterPortConfig { Name = "RTU-ABB", Listen = new IPEndPoint(IPAddress.Any, 2404), CommonAddress = new CommonAddress(7) }],
    };

    private readonly TurnClock _clock = new() { Now = new Instant(TimeSpan.FromHours(1).Ticks) };
    private int _nextMaster = 2;

    public GroupBench(
        GroupConfig? config = null,
        RtuLinkCapabilities capabilities = RtuLinkCapabilities.HoldsAcknowledgement | RtuLinkCapabilities.TellsConfirmation,
        IEnumerable<(string, IRoutingPolicy)>? before = null,
        IEnumerable<(string, IRoutingPolicy)>? after = null)
    {
        FakeRtu? rtu = null;
        Group = new Group(
            config ?? Config,
            _clock,
            events => rtu = new FakeRtu(events, capabilities),
            view => [.. before ?? [], .. Standard(view), .. after ?? []],
            this,
            this,
            new Random(1));
        Rtu = rtu!;
        Group.Begin();
        Expire();
    }

    public Group Group { get; }

    public FakeRtu Rtu { get; }

    public bool IsListening { get; private set; }

    /// <summary>What happened, as the log has it.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Why ASDUs went nowhere.</summary>
    public List<DropReason> Drops { get; } = [];

    /// <summary>Commands that were asked and have not ended (O4).</summary>
    public HashSet<AskedCommand> OpenCommands { get; } = [];

    /// <summary>What became of commands, as the audit tells it: number, ASDU, result, rule, COT, who is gone, seconds.</summary>
    public List<string> Ends { get; } = [];

    public Instant Now => _clock.Now;

    public static RtuEndpoint Host(string text) => RtuEndpoint.TryParse(text, out var host) ? host : throw new ArgumentException(text, nameof(text));

    /// <summary>Connected, with so many started masters and the RTU started.</summary>
    public static (GroupBench Bench, FakeMaster[] Masters) Running(int masters, GroupConfig? config = null, params IEnumerable<(string, IRoutingPolicy)> before)
    {
        var bench = new GroupBench(config, before: before);
        bench.Connect();
        FakeMaster[] all = [.. Enumerable.Range(0, masters).Select(_ => bench.Master()!.Start())];
        bench.RtuStarts();
        foreach (var master in all)
        {
            master.Confirm(1);
            _ = master.GotAll;
        }

        return (bench, all);
    }

    /// <summary>The RTU's TCP connection stands.</summary>
    public void Connect()
    {
        Rtu.Events.Connected(Group.Config.Hosts[0]);
        Group.Flush();
    }

    public void RtuStarts()
    {
        Rtu.Events.Started();
        Group.Flush();
    }

    /// <summary>The RTU sends ASDUs, all in one read.</summary>
    public void FromRtu(params string[] asdus)
    {
        foreach (var asdu in asdus)
        {
            Rtu.Events.Received(new AsduView(Hex.Of(asdu)));
        }

        Group.Flush();
    }

    public void RtuIsLost(string why = "closed by the peer")
    {
        Rtu.Events.Lost(why);
        Group.Flush();
    }

    /// <summary>A master connects to a port of the configuration; null: it was refused.</summary>
    public FakeMaster? Master(string? address = null, int port = 0, int peerPort = 50000)
    {
        var master = new FakeMaster(this, new IPEndPoint(IPAddress.Parse(address ?? $"10.1.1.{_nextMaster++}"), peerPort));
        master.Session = Group.Admit(master.Address, Group.Config.Ports[port], master);
        Group.Flush();
        return master.Session is null ? null : master;
    }

    /// <summary>Time passes, deadline by deadline.</summary>
    public void Wait(double seconds) => WaitUntil(Now + TimeSpan.FromSeconds(seconds));

    /// <summary>The same, to a point of time.</summary>
    public void WaitUntil(Instant end)
    {
        for (var steps = 0; Group.Deadline <= end; steps++)
        {
            Assert.IsLessThan(1000, steps, $"the deadline does not move on: {(Group.Deadline - Now).TotalSeconds} s from now, RTU {Group.RtuState}, {Group.Unacknowledged} unacknowledged");
            _clock.Now = Group.Deadline > Now ? Group.Deadline : Now + TimeSpan.FromMilliseconds(20);
            Expire();
        }

        if (Now < end)
        {
            _clock.Now = end;
        }
    }

    public void Open() => IsListening = true;

    public void Close() => IsListening = false;

    public void Happened(GroupEventKind kind, string peer, string what) => Log.Add($"{kind}: {what}");

    public void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why) => Drops.Add(why);

    public void Asked(AskedCommand command) => Assert.IsTrue(OpenCommands.Add(command), "asked twice");

    public void Ended(AskedCommand command, in CommandEnd end)
    {
        Assert.IsTrue(OpenCommands.Remove(command), "ended, but not asked, or ended before");
        var rule = end.Why == DropReason.None ? "" : $" {DropReasons.Rule(end.Why)}";
        var answer = end.Answer is { } cot ? $" COT {cot}" : "";
        var gateway = command.IsByGateway ? " by the gateway" : "";
        Ends.Add($"{command.Number} {command.Asdu.ToString()} of {command.Address.Address}{gateway}: {end.Result}{rule}{answer}{(end.HasLeft ? " left" : "")} {end.Duration.TotalSeconds} s");
    }

    private static IEnumerable<(string, IRoutingPolicy)> Standard(IGroupView view) =>
        view.Config.Policies.Select(name => (name, name switch
        {
            PolicyNames.Broadcast => (IRoutingPolicy)new BroadcastPolicy(),
            PolicyNames.Reply => new ReplyPolicy(),
            _ => new CommonAddressMapPolicy(view),
        }));

    private void Expire()
    {
        Group.Expire();
        Group.Flush();
    }
}
