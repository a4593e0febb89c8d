using Gateway.Core.Observation;

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

    /// <summary>Shows a tap its octets from now on; null: nobody looks any more.</summary>
    void Watch(IGroupTap? tap, MasterSession session)
    {
        // One without octets has nothing to show.
    }

    /// <summary>Sends I APDUs that stand behind one another, all but their octets 2..5, as many as there is <see cref="Room"/> for.</summary>
    /// <param name="apdus">What was taken is gone from its front.</param>
    /// <returns>How many were taken.</returns>
    int Put(ref ReadOnlySpan<byte> apdus);

    /// <summary>The end of a turn: one write.</summary>
    void Flush();

    /// <summary>Looks at the link's timers.</summary>
    void Expire();

    /// <summary>Closes it; it tells nothing more.</summary>
    void Close();
}
