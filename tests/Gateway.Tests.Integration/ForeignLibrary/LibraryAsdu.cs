namespace Gateway.Tests.Integration.ForeignLibrary;

/// <summary>An ASDU as class objects, the way lib60870.NET has it: parsed on receipt, encoded anew for sending.</summary>
internal sealed class LibraryAsdu
{
    public required byte TypeId { get; init; }

    public required bool IsSequence { get; init; }

    public required byte CauseOfTransmission { get; init; }

    public required byte OriginatorAddress { get; init; }

    public required int CommonAddress { get; init; }

    public required int NumberOfElements { get; init; }

    /// <summary>The rest, as the wire has it: the library carries private types, too.</summary>
    public required byte[] Payload { get; init; }

    public static LibraryAsdu Parse(byte[] apdu) => new()
    {
        TypeId = apdu[6],
        IsSequence = (apdu[7] & 0x80) != 0,
        NumberOfElements = apdu[7] & 0x7F,
        CauseOfTransmission = apdu[8],
        OriginatorAddress = apdu[9],
        CommonAddress = apdu[10] | (apdu[11] << 8),
        Payload = apdu[12..],
    };

    public byte[] Encode() =>
    [
        TypeId,
        (byte)(NumberOfElements | (IsSequence ? 0x80 : 0)),
        CauseOfTransmission,
        OriginatorAddress,
        (byte)CommonAddress,
        (byte)(CommonAddress >> 8),
        .. Payload,
    ];
}
