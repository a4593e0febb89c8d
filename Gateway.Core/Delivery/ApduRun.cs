using System.Runtime.CompilerServices;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Core.Delivery;

/// <summary>
/// APDUs of one segment, one behind the other, on their way to one master. Events of a run came with APDUs of the RTU that followed one
/// another, too.
/// </summary>
internal struct ApduRun
{
    public ApduSegment Segment;

    /// <summary>The first event's slot in the <see cref="DeliveryLedger"/>.</summary>
    public uint Slot;
    public int Count;
    public ushort Offset;
    public ushort Length;
    public CopyKind Kind;

    /// <summary>The OA that the master gets.</summary>
    public OriginatorAddress Originator;

    public ApduRun(in ApduPlace place, CopyKind kind, uint slot = 0, OriginatorAddress originator = default)
    {
        (Segment, Offset, Length) = place;
        Slot = slot;
        Count = 1;
        Kind = kind;
        Originator = originator;
    }

    public readonly ReadOnlySpan<byte> Apdus => Segment.Octets.AsSpan(Offset, Length);

    public readonly TypeIdentification FirstType => (TypeIdentification)Segment.Octets[Offset + Apci.Octets];

    /// <summary>Takes in what follows right behind; false: it does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryExtend(in ApduRun next)
    {
        if (next.Segment != Segment || next.Offset != Offset + Length || next.Kind != Kind || next.Originator != Originator
            || (Kind == CopyKind.Event && next.Slot != Slot + (uint)Count))
        {
            return false;
        }

        Length += next.Length;
        Count += next.Count;
        return true;
    }

    /// <summary>Drops so many from its front.</summary>
    public void Take(int count, int octets)
    {
        Slot += (uint)count;
        Count -= count;
        Offset += (ushort)octets;
        Length -= (ushort)octets;
    }
}

/// <summary>What a copy is to the <see cref="DeliveryLedger"/>, and what is still to be written into it.</summary>
internal enum CopyKind : byte
{
    /// <summary>An event: the master's acknowledgement is passed on. CA as the RTU's.</summary>
    Event,

    /// <summary>A reply: nothing waits for its acknowledgement. CA as the RTU's.</summary>
    Reply,

    /// <summary>Made by the gateway, as it goes over the wire.</summary>
    Own,
}
