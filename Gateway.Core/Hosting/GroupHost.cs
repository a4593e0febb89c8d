using System.Net.Sockets;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Groups;
using Gateway.Core.Links;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Hosting;

/// <summary>A group with its real surroundings: its turn, its RTU link, its listening ports.</summary>
public sealed class GroupHost : ITurnOwner, IListeningPorts, ILinkListenerOwner
{
    /// <summary>Orders that wait for the group's turn, at most: a group that is stuck gathers no more.</summary>
    public const int MostOrders = 64;

    private static readonly TimeSpan PortRetry = TimeSpan.FromSeconds(10);

    private readonly Turn _turn;
    private readonly Group _group;
    private readonly IGroupObserver _observer;
    private readonly LinkListener[] _listeners;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Instant _retryAt = Instant.Never;
    private bool _wantsListening;
    private volatile Task<GroupSnapshot>? _asked;

    // When the oldest question was asked that has no answer yet; in ticks, 0: none.
    private long _askedAt;
    private int _orders;
    private IGroupTap? _tap;
    private Instant _watchUntil = Instant.Never;

    // Why a port cannot be had, beside its listener.
    private readonly string?[] _portErrors;

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

    /// <summary>Since when it owes an answer; null: it owes none.</summary>
    public Instant? SilentSince => Interlocked.Read(ref _askedAt) is var at and > 0 ? new Instant(at) : null;

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

    /// <summary>Takes the ports; nobody is accepted, and no RTU is connected, before <see cref="Begin"/>.</summary>
    /// <returns>Whether one could be taken; one in use is tried again.</returns>
    public bool Take(Deadlines deadlines)
    {
        var taken = false;
        foreach (var listener in _listeners)
        {
            var error = listener.Take();
            taken |= error is null;
            Note(listener, error);
        }

        deadlines.Add(_turn);
        return taken;
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

    /// <summary>Asks for a turn, in which nothing is done: a group that is alive answers.</summary>
    /// <returns>Never done while the group is stuck. The caller's thread may be the one that takes the turn.</returns>
    public Task ProbeAsync()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Ask(answered.SetResult);
        return answered.Task;
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

    /// <summary>Everything about the group, taken inside its turn.</summary>
    public Task<GroupSnapshot> SnapshotAsync()
    {
        // Where somebody waits for one already it is the same: a group that is stuck gathers no askers.
        if (_asked is { IsCompleted: false } asked)
        {
            return asked;
        }

        return _asked = AskAsync(() => _group.Snapshot() with
        {
            Ports = [.. _listeners.Select((l, i) => new PortSnapshot(Config.Ports[i], l.Local.Port, l.IsListening, _portErrors[i]))],
        });
    }

    /// <summary>Closes a master's connection, by <see cref="MasterSnapshot.Number"/>.</summary>
    /// <returns>False: it is gone already.</returns>
    /// <exception cref="OrdersFullException">The group is stuck.</exception>
    public Task<bool> DisconnectAsync(long master) => OrderAsync(() => _group.Disconnect(master));

    /// <summary>Lets a master have what is its own, gives it nothing new, and then closes it; within 30 s.</summary>
    /// <returns>False: it is gone already.</returns>
    /// <exception cref="OrdersFullException">The group is stuck.</exception>
    public Task<bool> DrainAsync(long master) => OrderAsync(() => _group.Drain(master));

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
            TakePorts();
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

    void IListeningPorts.Open()
    {
        _wantsListening = true;
        TakePorts();
    }

    void IListeningPorts.Close()
    {
        _wantsListening = false;
        foreach (var listener in _listeners)
        {
            listener.Close();
        }
    }

    void ILinkListenerOwner.Accepted(LinkListener listener, Socket socket)
    {
        MasterPort port;
        try
        {
            port = new MasterPort(socket, Config.Link, _turn, _group);
        }
        catch (SocketException)
        {
            // Gone before it was looked at.
            socket.Dispose();
            return;
        }

        var session = _group.Admit(LinkConnection.RemoteOf(socket), Config.Ports[Array.IndexOf(_listeners, listener)], port);
        if (session is null)
        {
            port.Close();
        }
        else
        {
            port.Begin(session);
        }
    }

    private Task<bool> OrderAsync(Func<bool> what)
    {
        if (Interlocked.Increment(ref _orders) > MostOrders)
        {
            _ = Interlocked.Decrement(ref _orders);
            return Task.FromException<bool>(new OrdersFullException(MostOrders));
        }

        return AskAsync(() =>
        {
            _ = Interlocked.Decrement(ref _orders);
            return what();
        });
    }

    // A fault in an answer is the asker's, not the group's: it must not be begun anew for it.
    private Task<T> AskAsync<T>(Func<T> what)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Ask(() =>
        {
            try
            {
                answer.SetResult(what());
            }
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                answer.SetException(e);
            }
        });
        return answer.Task;
    }

    private void Ask(Action what)
    {
        _ = Interlocked.CompareExchange(ref _askedAt, TurnClock.MachineTime.Ticks, 0);
        _turn.Enter(new Request(() =>
        {
            _ = Interlocked.Exchange(ref _askedAt, 0);
            what();
        }));
    }

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

    // S3: they listen while the RTU is there; what is in use is tried again.
    private void TakePorts()
    {
        foreach (var listener in _listeners)
        {
            if (listener.IsListening)
            {
                continue;
            }

            var error = _wantsListening ? listener.Open() : listener.Take();
            Note(listener, error);
            if (error is not null)
            {
                _retryAt = Instant.Min(_retryAt, _turn.Clock.Now + PortRetry);
            }
            else if (_wantsListening)
            {
                _observer.Happened(GroupEventKind.Listening, "", $"waiting for connections of masters on port {listener.Local.Port}.");
            }
        }
    }

    private void Note(LinkListener listener, string? error)
    {
        _portErrors[Array.IndexOf(_listeners, listener)] = error;
        if (error is not null)
        {
            TellPort(listener, error);
        }
    }

    private void TellPort(LinkListener listener, string error) =>
        _observer.Happened(
            GroupEventKind.PortInUse, "", $"group {Config.Id} ({Config.Name}) cannot listen on port {listener.Local.Port}: {error}; it is tried again every 10 s");

    private sealed class Request(Action what) : TurnInput
    {
        protected override void Run() => what();
    }
}
