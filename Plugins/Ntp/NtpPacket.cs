using System.Buffers.Binary;
using System.Text;

namespace Gateway.Plugins.Ntp;

/// <summary>
/// The head of an NTP message (RFC 5905, 7.3), 48 octets, most significant first; what follows (extensions, a MAC) is not read.
/// <code>
///  0  LI (2 bits) VN (3) mode (3) | stratum | poll | precision
///  4  root delay        16.16 s
///  8  root dispersion   16.16 s
/// 12  reference id      stratum 0: the kiss code, four letters
/// 16  reference timestamp
/// 24  originate timestamp: the question's transmit timestamp
/// 32  receive timestamp
/// 40  transmit timestamp
/// </code>
/// </summary>
internal readonly ref struct NtpPacket(ReadOnlySpan<byte> octets)
{
    public const int Octets = 48;
    public const int Version = 4;
    public const int ClientMode = 3;
    public const int ServerMode = 4;

    private readonly ReadOnlySpan<byte> _octets = octets;

    /// <summary>0: no warning; 1, 2: a leap second comes; 3: the clock is not synchronized.</summary>
    public int Leap => _octets[0] >> 6;

    public int VersionNumber => (_octets[0] >> 3) & 7;

    public int Mode => _octets[0] & 7;

    public int Stratum => _octets[1];

    public TimeSpan RootDelay => Short(4);

    public TimeSpan RootDispersion => Short(8);

    /// <summary>Four letters; others than visible ones as a dot.</summary>
    public string KissCode => string.Create(4, Encoding.Latin1.GetString(_octets.Slice(12, 4)), static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '.';
        }
    });

    public NtpTimestamp Originate => Timestamp(24);

    public NtpTimestamp Receive => Timestamp(32);

    public NtpTimestamp Transmit => Timestamp(40);

    /// <summary>A question. Its transmit timestamp need not be a time: the server gives it back, and only who has seen it can.</summary>
    public static void WriteQuestion(Span<byte> to, NtpTimestamp transmit)
    {
        to[..Octets].Clear();
        to[0] = (Version << 3) | ClientMode;
        BinaryPrimitives.WriteUInt64BigEndian(to[40..], transmit.Value);
    }

    private NtpTimestamp Timestamp(int at) => new(BinaryPrimitives.ReadUInt64BigEndian(_octets[at..]));

    private TimeSpan Short(int at) => TimeSpan.FromTicks((long)BinaryPrimitives.ReadUInt32BigEndian(_octets[at..]) * TimeSpan.TicksPerSecond >> 16);
}
