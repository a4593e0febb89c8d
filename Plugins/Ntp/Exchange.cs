using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Gateway.Abstractions.Time;

namespace Gateway.Plugins.Ntp;

/// <summary>Questions to one address, and its replies. The socket is connected: the system drops what comes from elsewhere.</summary>
internal sealed class Exchange : IDisposable
{
    // A reply with extensions and a MAC is no longer.
    private const int LongestDatagram = 1500;

    private readonly byte[] _datagram = new byte[LongestDatagram];
    private readonly Socket _socket;
    private readonly IPEndPoint _address;
    private readonly NtpOptions _options;
    private readonly TimeProvider _time;

    private Exchange(Socket socket, IPEndPoint address, NtpOptions options, TimeProvider time)
    {
        _socket = socket;
        _address = address;
        _options = options;
        _time = time;
    }

    /// <exception cref="SocketException">There is no way to the address.</exception>
    public static async Task<Exchange> OpenAsync(IPEndPoint address, NtpOptions options, TimeProvider time, CancellationToken stop)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            await socket.ConnectAsync(address, stop);
            return new Exchange(socket, address, options, time);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks once, and waits for the reply.</summary>
    public async Task<Verdict> AskAsync(CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        var question = new Question(Number(), _time.GetUtcNow().UtcDateTime);
        var sent = _time.GetTimestamp();
        NtpPacket.WriteQuestion(_datagram, question.Transmit);
        Verdict? stray = null;
        try
        {
            _ = await _socket.SendAsync(_datagram.AsMemory(0, NtpPacket.Octets), either.Token);
            while (true)
            {
                var octets = await _socket.ReceiveAsync(_datagram, either.Token);
                var verdict = ReplyCheck.Judge(_datagram.AsSpan(0, octets), question, _time.GetElapsedTime(sent), _options.MaxDelay, _address.ToString());
                if (!verdict.IsStray)
                {
                    return verdict;
                }

                stray = verdict;
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var what = stray is { } s ? $"; {s.Answer.Fault!.What} was dropped" : "";
            return Verdict.Fault(TimeFaultKind.NoAnswer, $"no answer from {_address} within {_options.Timeout.TotalSeconds:0.###} s{what}");
        }
        catch (SocketException e)
        {
            // Nobody listens there.
            return Verdict.Fault(TimeFaultKind.NoAnswer, $"{_address} is not reached: {e.Message}");
        }
    }

    public void Dispose() => _socket.Dispose();

    // Random, so that nobody who has not seen the question can answer it.
    private static NtpTimestamp Number()
    {
        Span<byte> octets = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(octets);
        return new NtpTimestamp(BinaryPrimitives.ReadUInt64BigEndian(octets));
    }
}
