using System.Buffers.Binary;
using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Host.Decoding;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Host.Traffic;

/// <summary>An APDU in words, as the live view shows it (docs/capture.md). What does not apply is null.</summary>
internal sealed record TrafficRow
{
    private const int MostObjects = 32;

    /// <summary>UTC, microseconds.</summary>
    public required string Time { get; init; }

    /// <summary><c>rtu</c> or <c>master</c>: whose connection.</summary>
    public required string Side { get; init; }

    /// <summary><c>received</c> from the peer or <c>sent</c> to it.</summary>
    public required string Direction { get; init; }

    /// <summary>The peer's address and port.</summary>
    public required string Peer { get; init; }

    public required string Name { get; init; }

    /// <summary><c>I</c>, <c>S</c>, <c>U</c>; <c>?</c>: no APDU; <c>note</c>: what became of an ASDU that came earlier.</summary>
    public required string Format { get; init; }

    /// <summary>Of a U APDU: <c>STARTDT act</c>.</summary>
    public string? Function { get; init; }

    /// <summary>N(S).</summary>
    public int? SendNumber { get; init; }

    /// <summary>N(R).</summary>
    public int? ReceiveNumber { get; init; }

    /// <summary>The type identification as its number.</summary>
    public int? Type { get; init; }

    /// <summary>Its mnemonic; null: a private one.</summary>
    public string? TypeName { get; init; }

    /// <summary>The cause of transmission in words, with <c>negative</c> and <c>test</c>.</summary>
    public string? Cause { get; init; }

    /// <summary>The originator address.</summary>
    public int? Oa { get; init; }

    /// <summary>The common address.</summary>
    public int? Ca { get; init; }

    public IReadOnlyList<DecodedObject>? Objects { get; init; }

    /// <summary>How many more information objects there are than are shown.</summary>
    public int? MoreObjects { get; init; }

    /// <summary>What is wrong with the octets.</summary>
    public string? Fault { get; init; }

    /// <summary>Why the ASDU went nowhere, and by which rule.</summary>
    public string? Dropped { get; init; }

    public string? DroppedBy { get; init; }

    /// <summary>Whose ASDU it was when it came in.</summary>
    public string? From { get; init; }

    /// <summary>What the gateway has written in place of what came: <c>OA 0 -> 1, CA 32 -> 7</c>.</summary>
    public string? Rewritten { get; init; }

    /// <summary>All octets (of a row that is no APDU the first 255).</summary>
    public required string Hex { get; init; }

    public static TrafficRow Of(SeenApdu seen, Func<int, TappedConnection?> find)
    {
        var connection = find(seen.Connection);
        var row = new TrafficRow
        {
            Time = UtcText.Of(seen.UtcTicks),
            Side = connection is { IsRtu: true } ? "rtu" : "master",
            Direction = seen.IsSent ? "sent" : "received",
            Peer = connection?.Remote.ToString() ?? "",
            Name = connection?.Name ?? "",
            Format = seen.IsNote ? "note" : seen.Wrong is not null ? "?" : FormatOf(seen.Octets),
            Fault = seen.Wrong is { } wrong && seen.Length > seen.Octets.Length ? $"{wrong} ({seen.Length} octets)" : seen.Wrong,
            Dropped = seen.Dropped == DropReason.None ? null : DropReasons.Words(seen.Dropped),
            DroppedBy = seen.Dropped == DropReason.None ? null : DropReasons.Rule(seen.Dropped),
            Hex = Convert.ToHexString(seen.Octets),
        };
        row = seen.IsNote || seen.Wrong is not null ? row : WithControlField(row, seen.Octets);
        return seen.TryGetAsdu(out var asdu) ? WithOrigin(WithAsdu(row, asdu), seen, asdu, find) : row;
    }

    private static string FormatOf(ReadOnlySpan<byte> apdu) => (apdu[2] & 3) switch
    {
        1 => "S",
        3 => "U",
        _ => "I",
    };

    private static TrafficRow WithControlField(TrafficRow row, ReadOnlySpan<byte> apdu)
    {
        var send = BinaryPrimitives.ReadUInt16LittleEndian(apdu[2..]) >> 1;
        var receive = BinaryPrimitives.ReadUInt16LittleEndian(apdu[4..]) >> 1;
        return row.Format switch
        {
            "S" => row with { ReceiveNumber = receive, Fault = apdu.Length == Apci.Octets ? null : "an S APDU has 6 octets" },
            "U" => row with { Function = FunctionOf(apdu[2]), Fault = apdu.Length == Apci.Octets ? null : "a U APDU has 6 octets" },
            _ => row with
            {
                SendNumber = send,
                ReceiveNumber = receive,
                Fault = apdu.Length >= Apci.Octets + AsduView.MinOctets ? null : "an ASDU has 9 octets at least",
            },
        };
    }

    private static string FunctionOf(byte octet) => octet switch
    {
        0x07 => "STARTDT act",
        0x0B => "STARTDT con",
        0x13 => "STOPDT act",
        0x23 => "STOPDT con",
        0x43 => "TESTFR act",
        0x83 => "TESTFR con",
        _ => $"unknown function {octet:X2}",
    };

    private static TrafficRow WithAsdu(TrafficRow row, AsduView asdu)
    {
        var objects = asdu.InformationObjects;
        var decoded = new List<DecodedObject>(Math.Min(objects.Count, MostObjects));
        for (var i = 0; i < objects.Count && i < MostObjects; i++)
        {
            decoded.Add(DecodedObject.Of(objects[i]));
        }

        if (decoded.Count == 0)
        {
            // A private type, or a length that does not fit: its first address, and octets.
            decoded.Add(new DecodedObject(asdu.FirstAddress.Value, Convert.ToHexString(asdu.Objects[3..]), "", Select: null, Qualifier: 0, Time: null));
        }

        return row with
        {
            Type = (byte)asdu.Type,
            TypeName = TypeTable.Find(asdu.Type)?.Name,
            Cause = CauseNames.Of(asdu.Cot),
            Oa = asdu.Originator.Value,
            Ca = asdu.CommonAddress.Value,
            Objects = decoded,
            MoreObjects = objects.Count > MostObjects ? objects.Count - MostObjects : null,
            Fault = TypeTable.TryGetFault(asdu, out var fault) ? fault.ToString() : row.Fault,
        };
    }

    private static TrafficRow WithOrigin(TrafficRow row, SeenApdu seen, AsduView asdu, Func<int, TappedConnection?> find)
    {
        if (seen.Origin is not { } origin)
        {
            return row;
        }

        List<string> rewritten = [];
        if (origin.Originator != asdu.Originator)
        {
            rewritten.Add($"OA {origin.Originator} -> {asdu.Originator}");
        }

        if (origin.CommonAddress != asdu.CommonAddress)
        {
            rewritten.Add($"CA {origin.CommonAddress} -> {asdu.CommonAddress}");
        }

        return row with { From = find(origin.Connection)?.Remote.ToString(), Rewritten = rewritten.Count == 0 ? null : string.Join(", ", rewritten) };
    }
}
