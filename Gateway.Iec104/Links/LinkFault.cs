namespace Gateway.Iec104.Links;

/// <summary>A fault that ends a link, as a value: nothing is thrown or allocated for what a peer does. In words by <see cref="ToString"/>.</summary>
public readonly record struct LinkFault
{
    private readonly ulong _octets;
    private readonly byte _octetCount;

    internal LinkFault(LinkFaultKind kind, int expected = 0, int seen = 0, ReadOnlySpan<byte> octets = default)
    {
        Kind = kind;
        Expected = expected;
        Seen = seen;
        _octetCount = (byte)Math.Min(octets.Length, sizeof(ulong));
        for (var i = _octetCount - 1; i >= 0; i--)
        {
            _octets = (_octets << 8) | octets[i];
        }
    }

    public LinkFaultKind Kind { get; }

    /// <summary>The sequence number that was expected, or the timer's seconds.</summary>
    public int Expected { get; }

    /// <summary>What came in its place.</summary>
    public int Seen { get; }

    /// <summary>The first octets of the APDU at fault, eight at most, as hex; empty for timers.</summary>
    public string Octets
    {
        get
        {
            var text = new string[_octetCount];
            for (var i = 0; i < _octetCount; i++)
            {
                text[i] = ((byte)(_octets >> (8 * i))).ToString("X2");
            }

            return string.Join(' ', text);
        }
    }

    /// <summary>One line for a log.</summary>
    public override string ToString()
    {
        var what = Kind switch
        {
            LinkFaultKind.BadStartOctet => $"an APDU begins with {Seen:X2} instead of 68 (60870-5-104, 5)",
            LinkFaultKind.BadLength => $"APDU length {Seen} is not within 4..253 (60870-5-104, 5)",
            LinkFaultKind.BadControlField => "an S or U APDU is too long or has bits set that must be 0 (60870-5-104, 5.1)",
            LinkFaultKind.UnknownFunction => $"unknown U function {Seen:X2} (60870-5-104, 5.1)",
            LinkFaultKind.BadSendNumber => $"N(S) is {Seen} where {Expected} was expected (60870-5-104, 5.2)",
            LinkFaultKind.BadReceiveNumber => $"N(R) {Seen} acknowledges what was not sent; up to {Expected} was (60870-5-104, 5.2)",
            LinkFaultKind.NotStarted => "an I or S APDU came while data transfer is stopped (60870-5-104, 5.3)",
            LinkFaultKind.ShortAsdu => $"an ASDU of {Seen} octets; {Expected} is the least (60870-5-101, 7.1)",
            LinkFaultKind.WindowExceeded => "the peer sent 32768 APDUs without an acknowledgement, more than k can be (60870-5-104, 5.5)",
            LinkFaultKind.NoAcknowledgement => $"t1: an APDU that was sent {Expected} s ago is not acknowledged (60870-5-104, 5.2)",
            LinkFaultKind.NoConfirmation => $"t1: STARTDT or STOPDT act is not confirmed within {Expected} s (60870-5-104, 5.3)",
            LinkFaultKind.NoTestConfirmation => $"t1: TESTFR act is not confirmed within {Expected} s (60870-5-104, 5.2)",
            LinkFaultKind.StopNotCompleted => $"t1: what was sent before STOPDT act is not acknowledged within {Expected} s (60870-5-104, 5.3)",
            LinkFaultKind.IncompleteApdu => $"t1: an APDU stays incomplete for {Expected} s",
            LinkFaultKind.Idle => $"No received data for {Expected} seconds .. disconnecting ..",
            _ => "no fault",
        };
        return _octetCount == 0 ? what : $"{what}: {Octets}";
    }
}
