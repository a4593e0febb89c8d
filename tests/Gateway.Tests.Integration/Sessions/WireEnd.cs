using System.Net;
using System.Net.Sockets;
using Gateway.Tests.Unit;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>One end of a TCP connection, APDU by APDU, with nothing behind it that would answer by itself: a master, or the RTU.</summary>
internal sealed class WireEnd(Socket socket) : IDisposable
{
    public const string StartDtAct = "68 04 07 00 00 00";
    public const string StartDtCon = "68 04 0B 00 00 00";
    public const string StopDtAct = "68 04 13 00 00 00";
    public const string StopDtCon = "68 04 23 00 00 00";
    public const string TestFrAct = "68 04 43 00 00 00";
    public const string TestFrCon = "68 04 83 00 00 00";

    /// <summary>What the gateway sends first: N(S) 0, type 70, COT 4, CA 7.</summary>
    public const string EndOfInitialization = "68 0E 00 00 00 00 46 01 04 00 07 00 00 00 00 00";

    /// <summary>What <see cref="ApduAsync"/> gives when the connection is over.</summary>
    public const string End = "";

    /// <summary>A connection to a port of this machine, as soon as it listens.</summary>
    public static Task<WireEnd> ConnectAsync(string from, int port) => ConnectAsync(from, new IPEndPoint(IPAddress.Loopback, port));

    public static async Task<WireEnd> ConnectAsync(string from, IPEndPoint to)
    {
        WireEnd? end = null;
        await Patience.UntilAsync(async () => (end = await TryConnectAsync(from, to)) is not null, $"{to} listens");
        return end!;
    }

    /// <summary>Null: the operating system has refused it (RST).</summary>
    public static async Task<WireEnd?> TryConnectAsync(string from, IPEndPoint to)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = new CancellationTokenSource(Patience.Limit);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(to, limit.Token);
            return new WireEnd(socket);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                return null;
            }

            throw;
        }
    }

    public async Task SendAsync(string octets) => _ = await socket.SendAsync(Hex.Of(octets));

    /// <summary>The next APDU; <see cref="End"/> when the connection is over.</summary>
    public async Task<string> ApduAsync()
    {
        var apdu = new byte[255];
        return await FillAsync(apdu.AsMemory(0, 2)) && await FillAsync(apdu.AsMemory(2, apdu[1])) ? Hex.Text(apdu.AsSpan(0, apdu[1] + 2)) : End;
    }

    /// <summary>The next APDUs are these.</summary>
    public async Task ExpectAsync(params string[] apdus)
    {
        foreach (var apdu in apdus)
        {
            Assert.AreEqual(apdu, await ApduAsync());
        }
    }

    /// <summary>STARTDT, up to the end of initialization.</summary>
    public async Task StartAsync()
    {
        await SendAsync(StartDtAct);
        await ExpectAsync(StartDtCon, EndOfInitialization);
    }

    /// <summary>Whether there is somebody who answers: false when it is closed instead.</summary>
    public async Task<bool> IsServedAsync()
    {
        try
        {
            await SendAsync(TestFrAct);
        }
        catch (SocketException)
        {
            return false;
        }

        var apdu = await ApduAsync();
        while (apdu is not (TestFrCon or End))
        {
            apdu = await ApduAsync();
        }

        return apdu == TestFrCon;
    }

    /// <summary>Waits until the other end closes.</summary>
    /// <returns>What it sent before.</returns>
    public async Task<List<string>> EndAsync()
    {
        var apdus = new List<string>();
        while (await ApduAsync() is var apdu && apdu != End)
        {
            apdus.Add(apdu);
        }

        return apdus;
    }

    public void Dispose() => socket.Dispose();

    private async Task<bool> FillAsync(Memory<byte> octets)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        try
        {
            while (octets.Length > 0)
            {
                var count = await socket.ReceiveAsync(octets, SocketFlags.None, limit.Token);
                if (count == 0)
                {
                    return false;
                }

                octets = octets[count..];
            }

            return true;
        }
        catch (SocketException)
        {
            // Reset: over, too.
            return false;
        }
    }
}
