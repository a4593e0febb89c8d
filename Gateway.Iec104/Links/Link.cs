namespace Gateway.Iec104.Links;

/// <summary>
/// The link layer of one TCP connection, either end of it: sequence numbers, windows, timers, U procedures (60870-5-104, 5). It does no
/// I/O and reads no clock: octets, time and requests in; events, octets and the next deadline out. Not thread-safe.
/// <para>
/// Received octets go to <see cref="TryRead"/> until it returns false. Before sending: <see cref="WriteControl"/>, then I APDUs while there is
/// <see cref="Room"/>, each cut with <see cref="Stamp"/>, then <see cref="WriteAcknowledgement"/>. At <see cref="Deadline"/>: <see cref="Expire"/>,
/// then send. After a fault the link does nothing more.
/// </para>
/// </summary>
public sealed partial class Link
{
    /// <summary>What <see cref="WriteControl"/> may need.</summary>
    public const int MaxControlOctets = (MaxTestConfirmations + 4) * Apci.Octets;

    private const int MaxTestConfirmations = 16;

    private readonly LinkConfig _config;
    private readonly StationRole _role;
    private SendWindow _send;
    private ReceiveWindow _receive;
    private IdleProbe _probe;

    // What WriteControl owes the peer.
    private bool _startActDue;
    private bool _startConDue;
    private bool _stopActDue;
    private bool _stopConDue;
    private bool _testActDue;
    private int _testConsDue;

    private Instant _procedureSince = Instant.Never;
    private Instant _incompleteSince = Instant.Never;

    public Link(LinkConfig config, StationRole role, AcknowledgeTiming timing, Instant now)
    {
        _config = config;
        _role = role;
        _send = new SendWindow(config.K);
        _receive = new ReceiveWindow(config.W, config.T2, timing);
        _probe = new IdleProbe(config.T1, config.T3, config.IdleTimeout);
        _probe.Heard(now);
    }

    public LinkState State { get; private set; }

    /// <summary>The fault that ended this link; none while it lives.</summary>
    public LinkFault Ended { get; private set; }

    /// <summary>How many I APDUs may be sent now: what k allows while data transfer is started.</summary>
    public int Room => State == LinkState.Started && !IsOver ? _send.Room : 0;

    /// <summary>I APDUs sent and not yet acknowledged by the peer.</summary>
    public int Outstanding => _send.Outstanding;

    /// <summary>I APDUs received since the connection opened, modulo 2^32.</summary>
    public uint Received => _receive.Received;

    /// <summary>While true, the peer's I APDUs are not acknowledged: it stalls at its k (R9).</summary>
    public bool HoldsAcknowledgement
    {
        get => _receive.Held;
        set => _receive.Held = value;
    }

    /// <summary>When <see cref="Expire"/>, or an S or TESTFR APDU, falls due.</summary>
    public Instant Deadline
    {
        get
        {
            if (IsOver)
            {
                return Instant.Never;
            }

            var first = Instant.Min(_send.Oldest + _config.T1, _procedureSince + _config.T1);
            first = Instant.Min(first, _incompleteSince + _config.T1);
            first = Instant.Min(first, _probe.TestFails);
            first = Instant.Min(first, _probe.IdleFails);
            first = Instant.Min(first, MaySendTest ? _probe.TestDue : Instant.Never);
            return MayAcknowledge ? Instant.Min(first, _receive.Deadline) : first;
        }
    }

    private bool IsOver => Ended.Kind != LinkFaultKind.None;

    private bool MaySendTest => _procedureSince == Instant.Never || _role == StationRole.Controlled;

    private bool MayAcknowledge => State is LinkState.Started or LinkState.Stopping;

    // The peer's STOPDT con waits until we have acknowledged what crossed our act: no w or t2 then.
    private bool AcknowledgesAtOnce => State == LinkState.Stopping;

    /// <summary>The TCP connection stands since now: t3 and the idle time begin. For a link that was made before it was connected.</summary>
    public void Opened(Instant now) => _probe.Heard(now);

    /// <summary>
    /// Completes an I APDU in place: octets 0..5 are written, with the next N(S) and N(R) as it stands; the ASDU stands behind them already,
    /// or will before it is sent.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no <see cref="Room"/>.</exception>
    public void Stamp(Span<byte> apdu, Instant now)
    {
        if (Room <= 0)
        {
            throw new InvalidOperationException("No room: k I APDUs are outstanding, or data transfer is not started.");
        }

        Apci.WriteI(apdu, _send.Claim(now), _receive.Take(now));
    }

    /// <summary>
    /// Completes I APDUs that stand behind one another, as many as are whole and as there is <see cref="Room"/> for. Start and length stand in
    /// them already; octets 2..5 are written.
    /// </summary>
    /// <returns>How many, and how many octets they have.</returns>
    public (int Count, int Octets) StampAll(Span<byte> apdus, Instant now)
    {
        var (count, octets) = (0, 0);
        var numbers = Apci.Numbers(_send.Sent, _receive.Releasable);
        for (var room = Room; count < room && apdus.Length - octets >= Apci.Octets; count++)
        {
            var length = apdus[octets + 1] + 2;
            if (length > apdus.Length - octets)
            {
                break;
            }

            numbers = Apci.WriteNumbers(apdus[octets..], numbers);
            octets += length;
        }

        if (count > 0)
        {
            _ = _send.Claim(now, count);
            _ = _receive.Take(now);
        }

        return (count, octets);
    }

    /// <summary>N(R) may reach this count of received I APDUs (with <see cref="AcknowledgeTiming.WhenReleased"/>).</summary>
    public void Release(uint received) => _receive.Release(received);

    /// <summary>Controlling station: STARTDT act. Ends in <see cref="LinkEventKind.Started"/>, or in a fault after t1.</summary>
    public void Start(Instant now) => Begin(LinkState.Stopped, LinkState.Starting, now, out _startActDue);

    /// <summary>Controlling station: STOPDT act. Ends in <see cref="LinkEventKind.Stopped"/>, or in a fault after t1.</summary>
    public void Stop(Instant now) => Begin(LinkState.Started, LinkState.Stopping, now, out _stopActDue);

    /// <summary>
    /// Writes the U APDUs that are due, before any I APDU of the same write. A STOPDT con has its S APDU in front.
    /// </summary>
    /// <param name="to">Room for <see cref="MaxControlOctets"/>.</param>
    /// <returns>Octets written.</returns>
    public int WriteControl(Span<byte> to, Instant now)
    {
        if (IsOver)
        {
            return 0;
        }

        var at = 0;
        for (; _testConsDue > 0; _testConsDue--)
        {
            at += WriteU(to[at..], UFunction.TestFrCon);
        }

        if (_startConDue)
        {
            _startConDue = false;
            at += WriteU(to[at..], UFunction.StartDtCon);
        }

        if (_stopConDue)
        {
            at += WriteS(to[at..], now, atOnce: true);
            if (_send.Outstanding == 0)
            {
                _stopConDue = false;
                _procedureSince = Instant.Never;
                State = LinkState.Stopped;
                at += WriteU(to[at..], UFunction.StopDtCon);
            }
        }

        // One procedure of ours at a time: STARTDT or STOPDT act waits for the con of a TESTFR act that is out.
        if (_startActDue && !_probe.IsTesting)
        {
            _startActDue = false;
            _procedureSince = now;
            at += WriteU(to[at..], UFunction.StartDtAct);
        }

        if (_stopActDue && !_probe.IsTesting)
        {
            _stopActDue = false;
            _procedureSince = now;
            at += WriteS(to[at..], now, atOnce: true);
            at += WriteU(to[at..], UFunction.StopDtAct);
        }

        if (_testActDue)
        {
            _testActDue = false;
            _probe.TestSent(now);
            at += WriteU(to[at..], UFunction.TestFrAct);
        }

        return at;
    }

    /// <summary>Writes the S APDU that is due, if no I APDU of the same write has carried it.</summary>
    /// <param name="to">Room for six octets.</param>
    /// <returns>Octets written.</returns>
    public int WriteAcknowledgement(Span<byte> to, Instant now) => IsOver || !MayAcknowledge ? 0 : WriteS(to, now, AcknowledgesAtOnce);

    /// <summary>A U or S APDU is due: <see cref="WriteControl"/> or <see cref="WriteAcknowledgement"/> would write something.</summary>
    public bool Owes(Instant now) =>
        !IsOver
        && (_testConsDue > 0 || _startConDue || _startActDue || _stopActDue || _stopConDue || _testActDue
            || (MayAcknowledge && _receive.IsDue(now, AcknowledgesAtOnce)));

    /// <summary>Looks at the timers. A fault ends the link; else send what has fallen due.</summary>
    public LinkFault? Expire(Instant now)
    {
        if (IsOver)
        {
            return null;
        }

        var kind = now >= _incompleteSince + _config.T1 ? LinkFaultKind.IncompleteApdu
            : now >= _procedureSince + _config.T1 ? (_role == StationRole.Controlling ? LinkFaultKind.NoConfirmation : LinkFaultKind.StopNotCompleted)
            : now >= _send.Oldest + _config.T1 ? LinkFaultKind.NoAcknowledgement
            : now >= _probe.TestFails ? LinkFaultKind.NoTestConfirmation
            : now >= _probe.IdleFails ? LinkFaultKind.Idle
            : LinkFaultKind.None;
        if (kind != LinkFaultKind.None)
        {
            var seconds = kind == LinkFaultKind.Idle ? _config.IdleTimeout : _config.T1;
            return Ended = new LinkFault(kind, (int)seconds.TotalSeconds);
        }

        if (MaySendTest && now >= _probe.TestDue)
        {
            // Until the act is really out (a full socket may be in the way) t1 runs from now.
            _testActDue = true;
            _probe.TestSent(now);
        }

        return null;
    }

    private void Begin(LinkState from, LinkState to, Instant now, out bool actDue)
    {
        if (_role != StationRole.Controlling)
        {
            throw new InvalidOperationException("Only a controlling station starts and stops data transfer.");
        }

        actDue = State == from;
        if (!actDue)
        {
            throw new InvalidOperationException($"Data transfer is {State}, not {from}.");
        }

        State = to;

        // Until the act is really out (a TESTFR may be in the way) t1 runs from the request.
        _procedureSince = now;
    }

    private int WriteS(Span<byte> to, Instant now, bool atOnce)
    {
        if (!_receive.IsDue(now, atOnce))
        {
            return 0;
        }

        Apci.WriteS(to, _receive.Take(now));
        return Apci.Octets;
    }

    private static int WriteU(Span<byte> to, byte function)
    {
        Apci.WriteU(to, function);
        return Apci.Octets;
    }
}
