using System.Net.Sockets;

namespace Gateway.Iec104.Sockets;

/// <summary>
/// A thread that waits for the sockets of many turns (epoll, edge-triggered) and runs those that octets have come for. It costs one system call a
/// wake, and none to wait again. There is one for each core, four at most; all sockets of a turn belong to the same one.
/// </summary>
internal sealed unsafe class Poller
{
    /// <summary>Set to 1, the runtime's completions are used instead.</summary>
    public const string Switch = "GATEWAY_SOCKET_COMPLETIONS";

    private const int MostEvents = 256;
    private const int MostPollers = 4;

    private static readonly Poller[] All = CreateAll();
    private static int _next;

    private readonly int _epoll;
    private readonly Lock _changing = new();
    private readonly Stack<int> _free = [];
    private volatile PolledWire?[] _wires = new PolledWire?[64];
    private int _used;
    private uint _added;

    private Poller(int epoll, int number)
    {
        _epoll = epoll;
        new Thread(Watch) { IsBackground = true, Name = $"iec104-poll-{number}" }.Start();
    }

    /// <summary>The next one in turn; null where there is no epoll.</summary>
    public static Poller? Next() => All.Length == 0 ? null : All[(uint)Interlocked.Increment(ref _next) % All.Length];

    /// <summary>Watches a connected or connecting socket from now on.</summary>
    /// <returns>The number to end it with.</returns>
    public int Add(int descriptor, PolledWire wire)
    {
        lock (_changing)
        {
            if (!_free.TryPop(out var slot))
            {
                slot = _used++;
                if (slot == _wires.Length)
                {
                    var larger = _wires;
                    Array.Resize(ref larger, 2 * slot);
                    _wires = larger;
                }
            }

            _wires[slot] = wire;
            wire.Serial = ++_added;
            var change = stackalloc byte[16];
            Epoll.Write(change, Epoll.In | Epoll.Out | Epoll.ReadHangUp | Epoll.EdgeTriggered, ((ulong)wire.Serial << 32) | (uint)slot);
            return Epoll.Control(_epoll, Epoll.Add, descriptor, change) == 0 ? slot : throw new SocketException(System.Runtime.InteropServices.Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Before its socket is closed. An event that is under way finds nobody, or one with another serial number.</summary>
    public void Remove(int descriptor, int slot)
    {
        lock (_changing)
        {
            var change = stackalloc byte[16];
            _ = Epoll.Control(_epoll, Epoll.Delete, descriptor, change);
            _wires[slot] = null;
            _free.Push(slot);
        }
    }

    private static Poller[] CreateAll()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Switch) == "1")
        {
            return [];
        }

        var epolls = new List<int>();
        try
        {
            while (epolls.Count < Math.Min(Environment.ProcessorCount, MostPollers) && Epoll.Create(Epoll.CloseOnExec) is >= 0 and var epoll)
            {
                epolls.Add(epoll);
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library.
        }

        return [.. epolls.Select((epoll, number) => new Poller(epoll, number + 1))];
    }

    private void Watch()
    {
        var list = stackalloc byte[MostEvents * 16];
        while (true)
        {
            var count = Epoll.Wait(_epoll, list, MostEvents, -1);
            for (var i = 0; i < count; i++)
            {
                var data = Epoll.Data(list, i);
                if (_wires[(int)(uint)data] is { } wire && wire.Serial == (uint)(data >> 32))
                {
                    wire.Happened(Epoll.Events(list, i));
                }
            }
        }
    }
}
