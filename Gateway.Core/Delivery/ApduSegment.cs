namespace Gateway.Core.Delivery;

/// <summary>A piece of the <see cref="ApduStore"/>: so many APDUs behind one another.</summary>
internal sealed class ApduSegment
{
    /// <summary>About a hundred common APDUs, eight of the longest.</summary>
    public const int Size = 2048;

    public byte[] Octets { get; } = GC.AllocateUninitializedArray<byte>(Size);

    public int Filled { get; set; }

    /// <summary>Runs in queues, and slots of the ledger, that hold something of it.</summary>
    public int Uses { get; set; }

    public ApduSegment? NextFree { get; set; }
}

/// <summary>Where an APDU stands.</summary>
internal readonly record struct ApduPlace(ApduSegment Segment, ushort Offset, ushort Length)
{
    public ReadOnlySpan<byte> Apdu => Segment.Octets.AsSpan(Offset, Length);
}
