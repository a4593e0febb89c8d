using Gateway.Iec104.Asdus;

namespace Gateway.Core.Masters;

/// <summary>A master's connection as its group sees it. Masters are always on our own stack.</summary>
internal interface IMasterPort
{
    /// <summary>How many ASDUs <see cref="Put"/> takes now: what k and the socket allow.</summary>
    int Room { get; }

    /// <summary>All that was put is with the operating system.</summary>
    bool IsDrained { get; }

    /// <summary>R9: while true, the master's I APDUs are not acknowledged.</summary>
    bool HoldsAcknowledgement { set; }

    Iec104.Instant Deadline { get; }

    void Put(in AsduHead head, ReadOnlySpan<byte> objects);

    /// <summary>The end of a turn: one write.</summary>
    void Flush();

    /// <summary>Looks at the link's timers.</summary>
    void Expire();

    /// <summary>Closes it; it tells nothing more.</summary>
    void Close();
}
