using Gateway.Abstractions;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Host.Traffic;

/// <summary>An APDU that somebody may want to see, before it is decoded; used again for another one when its place is needed.</summary>
internal sealed class SeenApdu
{
    private readonly byte[] _octets = new byte[Apci.MaxApduOctets];
    private int _kept;

    public long UtcTicks { get; private set; }

    public int Connection { get; private set; }

    public bool IsSent { get; private set; }

    /// <summary>The octets, or as many as one APDU has.</summary>
    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, _kept);

    /// <summary>How many octets there were.</summary>
    public int Length { get; private set; }

    /// <summary>They are no APDU, and why.</summary>
    public string? Wrong { get; private set; }

    /// <summary>An ASDU without a control field: the note that one which was seen before went nowhere.</summary>
    public bool IsNote { get; private set; }

    /// <summary>It went nowhere, and why.</summary>
    public DropReason Dropped { get; set; }

    /// <summary>Where its ASDU came from, under these addresses; null: not known.</summary>
    public (int Connection, OriginatorAddress Originator, CommonAddress CommonAddress)? Origin { get; set; }

    /// <summary>Its ASDU, if it has one.</summary>
    public bool TryGetAsdu(out AsduView asdu)
    {
        var octets = IsNote ? Octets : Wrong is null && (Octets[2] & 1) == 0 ? Octets[Apci.Octets..] : default;
        var hasOne = octets.Length >= AsduView.MinOctets;
        asdu = hasOne ? new AsduView(octets) : default;
        return hasOne;
    }

    public void Set(long utcTicks, int connection, bool isSent, ReadOnlySpan<byte> octets, string? wrong = null, bool isNote = false)
    {
        UtcTicks = utcTicks;
        Connection = connection;
        IsSent = isSent;
        Length = octets.Length;
        _kept = Math.Min(octets.Length, _octets.Length);
        octets[.._kept].CopyTo(_octets);
        Wrong = wrong;
        IsNote = isNote;
        Dropped = DropReason.None;
        Origin = null;
    }
}
