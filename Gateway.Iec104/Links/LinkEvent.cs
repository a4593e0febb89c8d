using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Links;

/// <summary>One thing that came out of received octets. Valid as long as the octets are.</summary>
public readonly ref struct LinkEvent
{
    /// <summary>The same as <see cref="Asdu"/>, to be handed on where it lies.</summary>
    internal readonly AsduView AsduField;

    private LinkEvent(LinkEventKind kind, int confirmed)
    {
        Kind = kind;
        Confirmed = confirmed;
    }

    internal LinkEvent(AsduView asdu, int confirmed)
        : this(LinkEventKind.Asdu, confirmed) => AsduField = asdu;

    internal LinkEvent(LinkNote note)
        : this(LinkEventKind.Noted, 0) => Note = note;

    public LinkEventKind Kind { get; }

    /// <summary>How many more of our I APDUs the peer has acknowledged; also with <see cref="LinkEventKind.Asdu"/>.</summary>
    public int Confirmed { get; }

    public AsduView Asdu => AsduField;

    public LinkNote Note { get; }

    internal static LinkEvent OfConfirmed(int count) => new(LinkEventKind.Confirmed, count);

    internal static LinkEvent OfStarted() => new(LinkEventKind.Started, 0);

    internal static LinkEvent OfStopped() => new(LinkEventKind.Stopped, 0);

    /// <summary>The fault stands in <see cref="Link.Ended"/>.</summary>
    internal static LinkEvent OfFault() => new(LinkEventKind.Fault, 0);
}
