using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Core.Observation;

namespace Gateway.Host.Traffic;

/// <summary>
/// Writes a capture that Wireshark opens: a section header, an interface for the RTU's side and one for the masters', and a packet for each read or
/// write: the octets as on the wire, behind IP and TCP headers that are made up around them (true addresses and ports, sequence numbers that count
/// the octets). All in the order of octets of the network in packets, little endian in blocks (draft-ietf-opsawg-pcapng).
/// </summary>
/// <param name="to">Where the file goes.</param>
/// <param name="find">Whose octets an entry has; those of nobody are left out.</param>
internal sealed class PcapngWriter(IBufferWriter<byte> to, Func<int, TappedConnection?> find)
{
    // As Ethernet would carry it; Wireshark takes a packet with a thousand APDUs for malformed.
    private const int MostOctets = 1440;

    private const int MostDirections = 2048;
    private const int TcpOctets = 20;
    private const int Ipv4Octets = 20;
    private const int Ipv6Octets = 40;
    private const int PacketBlockOctets = 44; // type, twice the length, 5 words, the flags (8), the end of the options
    private const byte Tcp = 6;
    private const ushort LinkTypeRaw = 101;
    private const ushort OptionComment = 1;
    private const ushort OptionName = 2;
    private const ushort OptionDescription = 3;
    private const ushort OptionApplication = 4;
    private const ushort OptionFlags = 2;
    private const ushort OptionResolution = 9;

    // Up to which octet each direction of a connection has come.
    private readonly Dictionary<(int Connection, TrafficKind Kind), uint> _next = [];

    /// <summary>The blocks in front of all packets.</summary>
    public void Begin(string group)
    {
        WriteSection($"Traffic of the group {group}. Its ports are not always 2404: Decode As, TCP port, IEC 60870-5-104.");
        WriteInterface("rtu", "the gateway and the RTU");
        WriteInterface("masters", "the gateway and the masters");
    }

    /// <summary>A packet, or several for a long read; of entries that are no octets nothing is written.</summary>
    public void Add(in TrafficEntry entry, ReadOnlySpan<byte> octets)
    {
        if (entry.Kind is not (TrafficKind.Received or TrafficKind.Sent) || find(entry.Connection) is not { } connection)
        {
            return;
        }

        for (var offset = entry.Offset; octets.Length > 0; offset += MostOctets)
        {
            var part = octets[..Math.Min(octets.Length, MostOctets)];
            AddPacket(entry with { Offset = offset }, connection, part);
            octets = octets[part.Length..];
        }
    }

    private void AddPacket(in TrafficEntry entry, TappedConnection connection, ReadOnlySpan<byte> octets)
    {
        var isSent = entry.Kind == TrafficKind.Sent;
        var (source, target) = isSent ? (connection.Local, connection.Remote) : (connection.Remote, connection.Local);
        var other = _next.GetValueOrDefault((entry.Connection, isSent ? TrafficKind.Received : TrafficKind.Sent));
        Reached(entry, octets.Length);

        var isIpv4 = source.AddressFamily == AddressFamily.InterNetwork && target.AddressFamily == AddressFamily.InterNetwork;
        Span<byte> packet = stackalloc byte[(isIpv4 ? Ipv4Octets : Ipv6Octets) + TcpOctets + octets.Length];
        packet.Clear();
        var tcp = isIpv4 ? WriteIpv4(packet, source.Address, target.Address) : WriteIpv6(packet, source.Address, target.Address);
        octets.CopyTo(tcp[TcpOctets..]);
        WriteTcp(tcp, source.Port, target.Port, entry.Offset + 1, other + 1);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(tcp, PseudoHead(packet, isIpv4, tcp.Length)));
        WritePacket(connection.IsRtu ? 0u : 1u, entry.UtcTicks, isSent, packet);
    }

    // What is known of connections that nobody knows any more is forgotten when there is so much of it.
    private void Reached(in TrafficEntry entry, int length)
    {
        if (_next.Count >= MostDirections)
        {
            foreach (var gone in _next.Keys.Where(k => find(k.Connection) is null).ToList())
            {
                _ = _next.Remove(gone);
            }
        }

        _next[(entry.Connection, entry.Kind)] = entry.Offset + (uint)length;
    }

    // Version 4, header of 5 words; don't fragment; TTL 64.
    private static Span<byte> WriteIpv4(Span<byte> packet, IPAddress source, IPAddress target)
    {
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[6] = 0x40;
        packet[8] = 64;
        packet[9] = Tcp;
        _ = source.TryWriteBytes(packet[12..], out _);
        _ = target.TryWriteBytes(packet[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], Checksum(packet[..Ipv4Octets], 0));
        return packet[Ipv4Octets..];
    }

    private static Span<byte> WriteIpv6(Span<byte> packet, IPAddress source, IPAddress target)
    {
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)(packet.Length - Ipv6Octets));
        packet[6] = Tcp;
        packet[7] = 64;
        _ = source.MapToIPv6().TryWriteBytes(packet[8..], out _);
        _ = target.MapToIPv6().TryWriteBytes(packet[24..], out _);
        return packet[Ipv6Octets..];
    }

    private static void WriteTcp(Span<byte> tcp, int source, int target, uint sequence, uint acknowledgement)
    {
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)source);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)target);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], acknowledgement);
        tcp[12] = 0x50;
        tcp[13] = 0x18; // PSH, ACK
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], ushort.MaxValue);
    }

    // The sum over addresses, protocol and length (RFC 9293, 3.1; RFC 8200, 8.1).
    private static uint PseudoHead(ReadOnlySpan<byte> packet, bool isIpv4, int length) =>
        Sum(isIpv4 ? packet[12..Ipv4Octets] : packet[8..Ipv6Octets]) + Tcp + (uint)length;

    private static ushort Checksum(ReadOnlySpan<byte> octets, uint sum)
    {
        sum += Sum(octets);
        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    // Of a packet: it does not overflow.
    private static uint Sum(ReadOnlySpan<byte> octets)
    {
        var sum = 0u;
        for (; octets.Length >= 2; octets = octets[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(octets);
        }

        return octets.IsEmpty ? sum : sum + ((uint)octets[0] << 8);
    }

    private void WriteSection(string comment)
    {
        var body = new ArrayBufferWriter<byte>();
        Put(body, 0x1A2B3C4D);
        Put(body, 0x0000_0001); // version 1.0
        Put(body, uint.MaxValue); // length of the section: not told
        Put(body, uint.MaxValue);
        PutOption(body, OptionComment, Encoding.UTF8.GetBytes(comment));
        PutOption(body, OptionApplication, "iec104-gateway"u8);
        Put(body, 0);
        WriteBlock(0x0A0D0D0A, body.WrittenSpan);
    }

    private void WriteInterface(string name, string description)
    {
        var body = new ArrayBufferWriter<byte>();
        Put(body, LinkTypeRaw);
        Put(body, 0); // no limit of length
        PutOption(body, OptionName, Encoding.UTF8.GetBytes(name));
        PutOption(body, OptionDescription, Encoding.UTF8.GetBytes(description));
        PutOption(body, OptionResolution, [9]); // nanoseconds
        Put(body, 0);
        WriteBlock(0x0000_0001, body.WrittenSpan);
    }

    private void WritePacket(uint face, long utcTicks, bool isSent, ReadOnlySpan<byte> packet)
    {
        var time = (ulong)(utcTicks - DateTime.UnixEpoch.Ticks) * 100;
        var length = (uint)(PacketBlockOctets + ((packet.Length + 3) & ~3));
        Put(to, 0x0000_0006);
        Put(to, length);
        Put(to, face);
        Put(to, (uint)(time >> 32));
        Put(to, (uint)time);
        Put(to, (uint)packet.Length);
        Put(to, (uint)packet.Length);
        PutPadded(to, packet);
        PutOption(to, OptionFlags, [(byte)(isSent ? 2 : 1), 0, 0, 0]); // outbound, inbound
        Put(to, 0);
        Put(to, length);
    }

    private void WriteBlock(uint type, ReadOnlySpan<byte> body)
    {
        var length = (uint)body.Length + 12;
        Put(to, type);
        Put(to, length);
        to.Write(body);
        Put(to, length);
    }

    private static void PutOption(IBufferWriter<byte> to, ushort code, ReadOnlySpan<byte> value)
    {
        Put(to, code | ((uint)value.Length << 16));
        PutPadded(to, value);
    }

    private static void PutPadded(IBufferWriter<byte> to, ReadOnlySpan<byte> octets)
    {
        to.Write(octets);
        to.Write("\0\0\0"u8[..(-octets.Length & 3)]);
    }

    private static void Put(IBufferWriter<byte> to, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to.GetSpan(sizeof(uint)), value);
        to.Advance(sizeof(uint));
    }
}
