using System.Collections.Concurrent;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Core.Links;

/// <summary>
/// A foreign library's link, as the group may use it. The library calls from any thread: what it tells is copied and told inside the group's
/// turn, in its order. What it still tells of a connection that was closed meanwhile is dropped; what it throws is the loss of the connection.
/// A library that brings ASDUs faster than the group takes them waits (D6).
/// </summary>
#pragma warning disable CA1001 // Neither the semaphore nor the token source has a timer or a handle: they hold nothing.
internal sealed class ForeignRtuLink : TurnInput, IRtuLink, IRtuLinkEvents
{
    private const int MostAsdus = 4096;

    private readonly Turn _turn;
    private readonly IRtuLinkEvents _events;
    private readonly IRtuLink _library;
    private readonly ConcurrentQueue<Told> _line = new();
    private readonly SemaphoreSlim _room = new(MostAsdus);

    // Which connection is meant: another one after each Connect and Close. Cancelled when it is closed: nobody waits for room then.
    private Connection _connection = new();

    // The thread that is inside a call of ours into the library, which must not wait for itself.
    private int _callingThread;

    public ForeignRtuLink(GroupConfig config, IRtuLinkFactory factory, Turn turn, IRtuLinkEvents events)
    {
        _turn = turn;
        _events = events;
        _library = factory.Create(config, this);
    }

    public RtuLinkCapabilities Capabilities => _library.Capabilities;

    public void Connect(RtuEndpoint host)
    {
        Renew();
        Call(() => _library.Connect(host));
    }

    public void Start() => Call(_library.Start);

    public void Stop() => Call(_library.Stop);

    public void Close()
    {
        Renew();
        Call(_library.Close);
    }

    public bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects)
    {
        var octets = new byte[AsduHead.Octets + objects.Length];
        head.Write(octets);
        objects.CopyTo(octets.AsSpan(AsduHead.Octets));
        var sent = false;
        Call(() =>
        {
            var asdu = new AsduView(octets);
            sent = _library.TrySend(asdu.Head, asdu.Objects);
        });
        return sent;
    }

    public void Release(uint received)
    {
        if (Capabilities.HasFlag(RtuLinkCapabilities.HoldsAcknowledgement))
        {
            Call(() => _library.Release(received));
        }
    }

    public void Flush() => Call(_library.Flush);

    void IRtuLinkEvents.Connected(RtuEndpoint host) => Tell(() => _events.Connected(host));

    void IRtuLinkEvents.Started() => Tell(_events.Started);

    void IRtuLinkEvents.Stopped() => Tell(_events.Stopped);

    void IRtuLinkEvents.Received(in AsduView asdu)
    {
        var copy = asdu.Octets.ToArray();
        var connection = Volatile.Read(ref _connection);
        var isOurCall = Environment.CurrentManagedThreadId == Volatile.Read(ref _callingThread);
        if (isOurCall ? _room.Wait(0) : connection.WaitFor(_room))
        {
            Tell(() => _events.Received(new AsduView(copy)), holdsRoom: true);
        }
        else if (isOurCall)
        {
            Tell(() => _events.Received(new AsduView(copy)));
        }
    }

    void IRtuLinkEvents.Confirmed(int count) => Tell(() => _events.Confirmed(count));

    void IRtuLinkEvents.Writable() => Tell(_events.Writable);

    void IRtuLinkEvents.Noted(string what) => Tell(() => _events.Noted(what));

    void IRtuLinkEvents.Lost(string why) => Tell(() => _events.Lost(why));

    protected override void Run()
    {
        while (_line.TryDequeue(out var told))
        {
            if (told.HoldsRoom)
            {
                _ = _room.Release();
            }

            if (told.Connection == _connection)
            {
                told.What();
            }
        }
    }

    private void Renew()
    {
        var closed = _connection;
        Volatile.Write(ref _connection, new Connection());
        closed.Close();
    }

    private void Tell(Action what, bool holdsRoom = false)
    {
        _line.Enqueue(new Told(what, Volatile.Read(ref _connection), holdsRoom));
        _turn.Enter(this);
    }

    private void Call(Action what)
    {
        Volatile.Write(ref _callingThread, Environment.CurrentManagedThreadId);
        try
        {
            what();
        }
#pragma warning disable CA1031 // It is somebody else's code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!_connection.HasFailed)
            {
                _connection.HasFailed = true;
                Tell(() => _events.Lost($"the RTU library failed: {e.GetType().Name}: {e.Message}"));
            }
        }
        finally
        {
            Volatile.Write(ref _callingThread, 0);
        }
    }

    private readonly record struct Told(Action What, Connection Connection, bool HoldsRoom);

    private sealed class Connection
    {
        private readonly CancellationTokenSource _closed = new();

        /// <summary>It has thrown already: once is enough.</summary>
        public bool HasFailed { get; set; }

        public void Close() => _closed.Cancel();

        /// <summary>False: it was closed meanwhile.</summary>
        public bool WaitFor(SemaphoreSlim room)
        {
            try
            {
                room.Wait(_closed.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
