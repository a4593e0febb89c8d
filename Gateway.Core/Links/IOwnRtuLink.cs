using Gateway.Iec104;

namespace Gateway.Core.Links;

/// <summary>What a link without timers of its own needs besides: a foreign library has its own.</summary>
internal interface IOwnRtuLink
{
    Instant Deadline { get; }

    /// <summary>I APDUs sent and not acknowledged.</summary>
    int Outstanding { get; }

    void Expire();
}
