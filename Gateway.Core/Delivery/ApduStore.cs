using System.Runtime.CompilerServices;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Core.Delivery;

/// <summary>
/// The APDUs that a group holds for its masters, each once, however many queues share it. They stand behind one another as they go over the
/// wire, all but the control field, so that a run of them is copied into a write at once. Memory is taken in segments; a segment is free again
/// when nothing in it is used any more.
/// </summary>
internal sealed class ApduStore
{
    private ApduSegment? _open;
    private ApduSegment? _free;

    /// <summary>How many runs and slots hold something.</summary>
    public int Uses { get; private set; }

    /// <summary>
    /// Copies an ASDU in, behind the last one, under another OA. It stays until its uses are over; with none, until the next one is added.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ApduPlace Add(ReadOnlySpan<byte> asdu, OriginatorAddress originator)
    {
        var length = Apci.Octets + asdu.Length;
        var segment = _open;
        if (segment is null || segment.Filled + length > ApduSegment.Size)
        {
            segment = Open();
        }

        var at = segment.Filled;
        segment.Filled = at + length;
        var apdu = segment.Octets.AsSpan(at, length);
        apdu[0] = Apci.StartOctet;
        apdu[1] = (byte)(length - 2);
        asdu.CopyTo(apdu[Apci.Octets..]);
        apdu[Apci.Octets + AsduHead.OriginatorOctet] = originator.Value;
        return new ApduPlace(segment, (ushort)at, (ushort)length);
    }

    /// <summary>The same with a head of its own.</summary>
    public ApduPlace Add(in AsduHead head, ReadOnlySpan<byte> objects)
    {
        Span<byte> asdu = stackalloc byte[AsduHead.Octets + objects.Length];
        head.Write(asdu);
        objects.CopyTo(asdu[AsduHead.Octets..]);
        return Add(asdu, head.Originator);
    }

    public void Use(ApduSegment segment)
    {
        segment.Uses++;
        Uses++;
    }

    public void Return(ApduSegment segment)
    {
        Uses--;
        if (--segment.Uses > 0)
        {
            return;
        }

        segment.Filled = 0;
        if (segment != _open)
        {
            segment.NextFree = _free;
            _free = segment;
        }
    }

    /// <summary>Gives memory back, when nothing is held. For quiet moments.</summary>
    public void Trim()
    {
        if (Uses == 0)
        {
            _open = null;
            _free = null;
        }
    }

    private ApduSegment Open()
    {
        // Of the one before nothing may be in use any more.
        if (_open is { Uses: 0 } unused)
        {
            unused.Filled = 0;
            return unused;
        }

        if (_free is { } segment)
        {
            _free = segment.NextFree;
            segment.NextFree = null;
        }
        else
        {
            segment = new ApduSegment();
        }

        return _open = segment;
    }
}
