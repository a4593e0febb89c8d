using System.Buffers.Binary;
using System.Text;
using Gateway.Plugins.Ntp;

namespace Gateway.Tests.Plugins.Ntp;

/// <summary>A server's reply, good unless something is changed in it.</summary>
internal sealed record Reply
{
    public int Leap { get; init; }

    public int Version { get; init; } = 4;

    public int Mode { get; init; } = 4;

    public byte Stratum { get; init; } = 2;

    public string ReferenceId { get; init; } = "GPS\0";

    public TimeSpan RootDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    public TimeSpan RootDispersion { get; init; } = TimeSpan.FromMilliseconds(10);

    public NtpTimestamp Originate { get; init; }

    public NtpTimestamp Receive { get; init; }

    public NtpTimestamp Transmit { get; init; }

    public int Length { get; init; } = NtpPacket.Octets;

    /// <summary>The transmit timestamp of a question.</summary>
    public static NtpTimestamp NumberOf(byte[] question) => new(BinaryPrimitives.ReadUInt64BigEndian(question.AsSpan(40)));

    public byte[] ToOctets()
    {
        var octets = new byte[Math.Max(NtpPacket.Octets, Length)];
        octets[0] = (byte)((Leap << 6) | (Version << 3) | Mode);
        octets[1] = Stratum;
        Short(octets.AsSpan(4), RootDelay);
        Short(octets.AsSpan(8), RootDispersion);
        _ = Encoding.Latin1.GetBytes(ReferenceId, octets.AsSpan(12));
        BinaryPrimitives.WriteUInt64BigEndian(octets.AsSpan(24), Originate.Value);
        BinaryPrimitives.WriteUInt64BigEndian(octets.AsSpan(32), Receive.Value);
        BinaryPrimitives.WriteUInt64BigEndian(octets.AsSpan(40), Transmit.Value);
        return octets[..Length];
    }

    private static void Short(Span<byte> to, TimeSpan time) => BinaryPrimitives.WriteUInt32BigEndian(to, (uint)(time.TotalSeconds * 65536));
}
