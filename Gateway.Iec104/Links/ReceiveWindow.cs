namespace Gateway.Iec104.Links;

/// <summary>
/// What we received and have not acknowledged: an S APDU is due after w of them or after t2 (60870-5-104, 5.2, 5.5), or, with
/// <see cref="AcknowledgeTiming.WhenReleased"/>, as soon as and as far as the caller has released them.
/// </summary>
internal struct ReceiveWindow(int w, TimeSpan t2, AcknowledgeTiming timing)
{
    private uint _released;
    private uint _acknowledged;
    private Instant _oldest = Instant.Never;

    /// <summary>I APDUs received since the connection opened.</summary>
    public uint Received { get; private set; }

    /// <summary>While set, N(R) stays where it is.</summary>
    public bool Held { get; set; }

    public bool IsFull => Received - _acknowledged > Apci.SequenceMask;

    public Instant Deadline => Held || timing == AcknowledgeTiming.WhenReleased ? Instant.Never : _oldest + t2;

    /// <summary>N(R) as an APDU that goes out now would carry it.</summary>
    public uint Releasable => Held ? _acknowledged : timing == AcknowledgeTiming.OnReceipt ? Received : _released;

    public bool TryAccept(int sendNumber, Instant now)
    {
        if (sendNumber != (int)(Received & Apci.SequenceMask))
        {
            return false;
        }

        if (Received++ == _acknowledged)
        {
            _oldest = now;
        }

        return true;
    }

    public void Release(uint received)
    {
        if ((int)(received - _released) > 0 && (int)(Received - received) >= 0)
        {
            _released = received;
        }
    }

    /// <summary>An S APDU is due.</summary>
    public bool IsDue(Instant now, bool atOnce)
    {
        var waiting = Releasable - _acknowledged;
        return waiting > 0 && (atOnce || timing == AcknowledgeTiming.WhenReleased || waiting >= (uint)w || now >= _oldest + t2);
    }

    /// <summary>N(R) for an APDU that goes out now.</summary>
    public uint Take(Instant now)
    {
        var releasable = Releasable;
        if (releasable != _acknowledged)
        {
            _acknowledged = releasable;
            _oldest = Received == releasable ? Instant.Never : now;
        }

        return releasable;
    }
}
