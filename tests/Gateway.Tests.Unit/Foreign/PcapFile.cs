using System.Buffers.Binary;
using System.Net;

namespace Gateway.Tests.Unit.Foreign;

/// <summary>
/// Writes a capture for foreign decoders: 24 octets of pcap head, then one Ethernet, IPv4 and TCP frame for each payload.
/// Sequence numbers count up in each direction, so that a decoder puts streams together; checksums are 0.
/// </summary>
internal sealed class PcapFile : IDisposable
{
    private const int EthernetOctets = 14;
    private const int IpOctets = 20;
    private const int TcpOctets = 20;
    private const int MaxPayload = 1460;

    private readonly Stream _stream;
    private readonly Dictionary<(IPEndPoint From, IPEndPoint To), uint> _sequences = [];

    public PcapFile(Stream stream)
    {
        _stream = stream;
        Span<byte> head = stackalloc byte[24];
        head.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(head, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(head[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 65535);
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], 1); // Ethernet
        stream.Write(head);
    }

    public PcapFile(string path)
        : this(File.Create(path))
    {
    }

    /// <summary>One TCP segment (or several, of 1460 octets at most).</summary>
    public void Add(DateTimeOffset time, IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> payload)
    {
        do
        {
            var part = payload[..Math.Min(payload.Length, MaxPayload)];
            AddFrame(time, from, to, part);
            payload = payload[part.Length..];
        }
        while (!payload.IsEmpty);
    }

    public void Dispose() => _stream.Dispose();

    private void AddFrame(DateTimeOffset time, IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> payload)
    {
        var length = EthernetOctets + IpOctets + TcpOctets + payload.Length;
        Span<byte> head = stackalloc byte[16 + EthernetOctets + IpOctets + TcpOctets];
        head.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)time.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], length);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], length);

        var ethernet = head[16..];
        ethernet[0] = ethernet[6] = 0x02; // locally administered addresses
        BinaryPrimitives.WriteUInt16BigEndian(ethernet[12..], 0x0800);

        var ip = ethernet[EthernetOctets..];
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(IpOctets + TcpOctets + payload.Length));
        ip[8] = 64;
        ip[9] = 6; // TCP
        from.Address.MapToIPv4().TryWriteBytes(ip[12..], out _);
        to.Address.MapToIPv4().TryWriteBytes(ip[16..], out _);

        var tcp = ip[IpOctets..];
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)to.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], _sequences.GetValueOrDefault((from, to), 1u));
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], _sequences.GetValueOrDefault((to, from), 1u));
        tcp[12] = 0x50;
        tcp[13] = 0x18; // PSH, ACK
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 8192);
        _sequences[(from, to)] = _sequences.GetValueOrDefault((from, to), 1u) + (uint)payload.Length;

        _stream.Write(head);
        _stream.Write(payload);
    }
}
