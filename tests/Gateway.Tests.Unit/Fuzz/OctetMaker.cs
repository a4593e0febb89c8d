using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Tests.Unit.Asdus;

namespace Gateway.Tests.Unit.Fuzz;

/// <summary>Octets that are nearly right: whole APDUs of all formats, then damaged in a few places, cut or doubled.</summary>
internal sealed class OctetMaker(Random random)
{
    private static readonly byte[][] Procedures =
    [
        [0x68, 4, 0x07, 0, 0, 0], [0x68, 4, 0x0B, 0, 0, 0], [0x68, 4, 0x13, 0, 0, 0], [0x68, 4, 0x23, 0, 0, 0], [0x68, 4, 0x43, 0, 0, 0], [0x68, 4, 0x83, 0, 0, 0],
    ];

    private static readonly TypeEntry[] Types = [.. TypeTable.All];
    private readonly byte[] _octets = new byte[8 * 255];
    private int _filled;

    /// <summary>Octets for a link of this role, most often started first. Valid until the next call.</summary>
    public Span<byte> Next(StationRole role)
    {
        _filled = 0;
        if (random.Next(4) > 0)
        {
            Add(Procedures[role == StationRole.Controlled ? 0 : 1]);
        }

        var send = 0;
        for (var apdus = random.Next(1, 6); apdus > 0; apdus--)
        {
            switch (random.Next(8))
            {
                case 0:
                    Add(Procedures[random.Next(Procedures.Length)]);
                    break;
                case 1:
                    Add([0x68, 4, 1, 0, (byte)(random.Next(8) == 0 ? 2 : 0), 0]);
                    break;
                default:
                    var asdu = Asdu();
                    Add([0x68, (byte)(4 + asdu.Length), (byte)(send++ << 1), 0, (byte)(random.Next(16) == 0 ? 2 : 0), 0]);
                    Add(asdu);
                    break;
            }
        }

        for (var damages = random.Next(4); damages > 0; damages--)
        {
            _octets[random.Next(_filled)] = (byte)random.Next(256);
        }

        return _octets.AsSpan(0, random.Next(8) == 0 ? random.Next(_filled + 1) : _filled);
    }

    /// <summary>An ASDU of a random type; one in four is damaged.</summary>
    public byte[] Asdu()
    {
        var type = Types[random.Next(Types.Length)];
        var isSequence = random.Next(2) == 0;
        var asdu = RandomAsdus.Of(type, random.Next(1, Math.Min(4, RandomAsdus.MaxCount(type, isSequence)) + 1), isSequence, random);
        if (random.Next(2) == 0)
        {
            // A cause and a station that mean something, more often than chance would have it.
            asdu[2] = (byte)random.Next(1, 48);
            asdu[4] = 7;
            asdu[5] = 0;
        }

        if (random.Next(4) == 0)
        {
            asdu[random.Next(asdu.Length)] = (byte)random.Next(256);
        }

        return random.Next(8) == 0 ? asdu[..random.Next(AsduHead.Octets + InformationObjectAddress.Octets, asdu.Length + 1)] : asdu;
    }

    private void Add(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_octets.AsSpan(_filled));
        _filled += octets.Length;
    }
}
