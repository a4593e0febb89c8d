using System.Net.Sockets;
using System.Runtime.InteropServices;

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
            if (Epoll.Control(_epoll, Epoll.Add, descriptor, change) == 0)
            {
                return slot;
            }

            var error = Marshal.GetLastPInvokeError();
            Free(slot);
            throw new SocketException(error);
        }
    }

    /// <summary>
    /// Before its socket is closed. An event that is under way finds nobody, or one with another serial number. Once more, it does nothing: the number
    /// and the descriptor may be another's by then.
    /// </summary>
    public void Remove(int descriptor, int slot, PolledWire wire)
    {
        lock (_changing)
        {
            if (_wires[slot] != wire)
            {
                return;
            }

            var change = stackalloc byte[16];
            _ = Epoll.Control(_epoll, Epoll.Delete, descriptor, change);
            Free(slot);
        }
    }

    /// <returns>Null: the system has no epoll, or no more of them.</returns>
    internal static Poller? TryCreate(int number)
    {
        try
        {
            return Epoll.Create(Epoll.CloseOnExec) is >= 0 and var epoll ? new Poller(epoll, number) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library.
            return null;
        }
    }

    private static Poller[] CreateAll()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Switch) == "1")
        {
            return [];
        }

        var all = new List<Poller>();
        while (all.Count < Math.Min(Environment.ProcessorCount, MostPollers) && TryCreate(all.Count + 1) is { } poller)
        {
            all.Add(poller);
        }

        return [.. all];
    }

    private void Free(int slot)
    {
        _wires[slot] = null;
        _free.Push(slot);
    }

    private void Watch()
    {
        SendBatch.OfThread = SendBatch.TryCreate();
        var list = stackalloc byte[MostEvents * 16];
        while (true)
        {
            WatchOnce(list);
        }
    }

    // Apart from the loop: the runtime compiles anew what is called often, and never what does not end.
    private void WatchOnce(byte* list)
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
