using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Groups;
using Gateway.Core.Links;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Hosting;

/// <summary>
/// A group with its real surroundings: its turn, its RTU link, its listening ports.
/// <para>This file: how it is made, begun and ended. <c>GroupHost.Ports.cs</c>: where masters come in. <c>GroupHost.Asking.cs</c>: what others ask of it.</para>
/// </summary>
public sealed partial class GroupHost : ITurnOwner
{
    private readonly Turn _turn;
    private readonly Group _group;
    private readonly IGroupObserver _observer;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGroupTap? _tap;
    private Instant _watchUntil = Instant.Never;

    private GroupHost(GroupConfig config, IPluginLookup plugins, IGroupObserver observer)
    {
        Config = config;
        var clock = new TurnClock { Now = TurnClock.MachineTime };
        _turn = new Turn(this, clock, onPool: ForeignParts(config).Any());
        _group = new Group(config, clock, e => NewRtuLink(config, plugins, e), v => NewPolicies(config, plugins, v), this, observer);
        _observer = _group.Observer;
        _portErrors = new string?[config.Ports.Length];
        _listeners = [.. config.Ports.Select(p => new LinkListener(p.Listen, _turn, this))];
    }

    public GroupConfig Config { get; }

    public GroupCounters Counters => _group.Counters;

    public RtuState RtuState => _group.RtuState;

    /// <summary>The mode in force: <c>received</c> where the RTU link's library cannot hold acknowledgements back.</summary>
    public AcknowledgeMode Acknowledge => _group.Acknowledge;

    Instant ITurnOwner.Deadline => Instant.Min(Instant.Min(_group.Deadline, _retryAt), _watchUntil);

    /// <summary>What others have written of it, in words: policies and a library, which might block.</summary>
    public static IEnumerable<string> ForeignParts(GroupConfig config)
    {
        var policies = config.Policies.Where(p => !PolicyNames.IsStandard(p)).Select(p => $"policy '{p}'");
        return config.RtuLibrary == GroupConfig.BuiltInRtuLibrary ? policies : policies.Append($"RTU library '{config.RtuLibrary}'");
    }

    /// <summary>Makes a group; null where its policies or its library are not there, or fail; the observer is told.</summary>
    /// <param name="why">It is null, in words; else empty.</param>
    public static GroupHost? TryCreate(GroupConfig config, IPluginLookup plugins, IGroupObserver observer, out string why)
    {
        string[] missing = [.. PluginNeeds.Missing(config, plugins).Select(m => m.Message)];
        why = string.Join("; ", missing);
        if (missing.Length > 0)
        {
            Array.ForEach(missing, m => observer.Happened(GroupEventKind.Defect, "", m));
            return null;
        }

        try
        {
            return new GroupHost(config, plugins, observer);
        }
#pragma warning disable CA1031 // A plugin's policy or library may throw anything while it is made; the other groups run.
        catch (Exception e)
#pragma warning restore CA1031
        {
            why = $"group {config.Id} is not started: one of its plugins failed: {e.Message}";
            observer.Happened(GroupEventKind.Defect, "", $"group {config.Id} is not started: one of its plugins failed: {e}");
            return null;
        }
    }

    /// <summary>Starts to search for the RTU.</summary>
    public void Begin() => _turn.Enter(new Request(() =>
    {
        _retryAt = Array.Exists(_portErrors, e => e is not null) ? _turn.Clock.Now + PortRetry : Instant.Never;
        _group.Begin();
    }));

    /// <summary>
    /// Shows a tap the octets of all its connections for so long (O2); asked again, for so long from then on. Another tap takes its place. Of an RTU
    /// on a foreign library there are no octets to be seen.
    /// </summary>
    public void Watch(IGroupTap tap, TimeSpan time) => _turn.Enter(new Request(() =>
    {
        if (_tap != tap)
        {
            _tap?.Ended();
            _tap = tap;
            _group.Watch(tap);
        }

        _watchUntil = _turn.Clock.Now + time;
    }));

    /// <summary>Stops it cleanly (H3); done within 3 s.</summary>
    public Task StopAsync()
    {
        _turn.Enter(new Request(_group.Stop));
        return _closed.Task;
    }

    /// <summary>Takes it out of the watch; after <see cref="StopAsync"/>.</summary>
    public void Remove(Deadlines deadlines)
    {
        deadlines.Remove(_turn);
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
    }

    void ITurnOwner.Flush()
    {
        _group.Flush();
        if (_group.RtuState == RtuState.Closed)
        {
            _ = _closed.TrySetResult();
        }
    }

    void ITurnOwner.Expire()
    {
        if (_turn.Clock.Now >= _retryAt)
        {
            _retryAt = Instant.Never;
            TryPorts();
        }

        if (_turn.Clock.Now >= _watchUntil)
        {
            _watchUntil = Instant.Never;
            _group.Watch(tap: null);
            _tap?.Ended();
            _tap = null;
        }

        _group.Expire();
    }

    void ITurnOwner.Failed(Exception defect) => _group.Failed(defect);

    private static List<(string Name, IRoutingPolicy Policy)> NewPolicies(GroupConfig config, IPluginLookup plugins, IGroupView view) =>
        [.. config.Policies.Select(name => (name, plugins.FindPolicy(name)!(view)))];

    private IRtuLink NewRtuLink(GroupConfig config, IPluginLookup plugins, IRtuLinkEvents events)
    {
        if (config.RtuLibrary != GroupConfig.BuiltInRtuLibrary)
        {
            return new ForeignRtuLink(config, plugins.FindRtuLibrary(config.RtuLibrary)!, _turn, events);
        }

        var timing = config.Acknowledge == AcknowledgeMode.Received ? AcknowledgeTiming.OnReceipt : AcknowledgeTiming.WhenReleased;
        return new RtuLink(config, timing, _turn, events);
    }

    private sealed class Request(Action what) : TurnInput
    {
        protected override void Run() => what();
    }
}
