using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.Integration.Abuse;

/// <summary>A peer that means harm, or does not know better: raw sockets towards a master's port.</summary>
internal sealed class Abuser(IPAddress from, int port)
{
    private static readonly byte[] StartDtAct = [0x68, 4, 0x07, 0, 0, 0];
    private static readonly byte[] TestFrAct = [0x68, 4, 0x43, 0, 0, 0];

    public int Connections { get; private set; }

    /// <summary>Random octets, until the gateway closes; again and again.</summary>
    public Task GarbageAsync(int times) => RepeatAsync(times, async socket =>
    {
        var garbage = new byte[1000];
        new Random(times).NextBytes(garbage);
        _ = await socket.SendAsync(garbage);
        await ReadToEndAsync(socket);
    });

    /// <summary>A STARTDT act, octet by octet, then an I APDU with a wrong N(S).</summary>
    public Task SingleOctetsAsync(int times) => RepeatAsync(times, async socket =>
    {
        foreach (var octet in (byte[])[.. StartDtAct, 0x68, 14, 8, 0, 0, 0, 45, 1, 6, 0, 1, 0, 1, 0, 0, 1])
        {
            _ = await socket.SendAsync(new[] { octet });
        }

        await ReadToEndAsync(socket);
    });

    /// <summary>The first half of an APDU, and then it goes.</summary>
    public Task HalfApdusAsync(int times) => RepeatAsync(times, async socket => _ = await socket.SendAsync(new byte[] { 0x68, 200, 0, 0, 0 }));

    /// <summary>Connects and goes, as fast as it can.</summary>
    public Task ConnectsAsync(int times) => RepeatAsync(times, _ => Task.CompletedTask);

    /// <summary>TESTFR act without end, and nothing is read.</summary>
    public Task TestFramesAsync(int times) => RepeatAsync(times, async socket =>
    {
        byte[] flood = [.. Enumerable.Repeat(TestFrAct, 2000).SelectMany(f => f)];
        for (var n = 0; n < 20; n++)
        {
            if (await TrySendAsync(socket, flood) == 0)
            {
                return;
            }
        }
    });

    /// <summary>Connections that say nothing, held until the end.</summary>
    public async Task<IDisposable> SilenceAsync(int count)
    {
        var held = new Held();
        for (var n = 0; n < count; n++)
        {
            held.Sockets.Add(await ConnectAsync());
        }

        return held;
    }

    private static async Task ReadToEndAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token) > 0)
            {
                // Whatever it says.
            }
        }
        catch (SocketException)
        {
            // Reset: closed, too.
        }
    }

    private static async Task<int> TrySendAsync(Socket socket, byte[] octets)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            return await socket.SendAsync(octets, SocketFlags.None, limit.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return 0;
        }
    }

    private async Task RepeatAsync(int times, Func<Socket, Task> what)
    {
        for (var n = 0; n < times; n++)
        {
            using var socket = await ConnectAsync();
            try
            {
                await what(socket);
            }
            catch (SocketException)
            {
                // It was thrown out: that is what it deserves.
            }
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            Connections++;
        }
        catch (SocketException)
        {
            // The backlog is full, or the gateway is not there for a moment.
        }

        return socket;
    }

    private sealed class Held : IDisposable
    {
        public List<Socket> Sockets { get; } = [];

        public void Dispose() => Sockets.ForEach(s => s.Dispose());
    }
}
