namespace Gateway.Iec104.Links;

/// <summary>
/// Whether the peer is still there: TESTFR act after t3 without receiving anything, one at a time, its con within t1
/// (60870-5-104, 5.2); and the gateway's own idle time.
/// </summary>
internal struct IdleProbe(TimeSpan t1, TimeSpan t3, TimeSpan idleTimeout)
{
    private Instant _heard = Instant.Never;
    private Instant _testSent = Instant.Never;

    public bool IsTesting => _testSent != Instant.Never;

    /// <summary>When TESTFR act falls due, unless another U procedure runs.</summary>
    public Instant TestDue => IsTesting ? Instant.Never : _heard + t3;

    public Instant TestFails => _testSent + t1;

    public Instant IdleFails => idleTimeout == Timeout.InfiniteTimeSpan ? Instant.Never : _heard + idleTimeout;

    public void Heard(Instant now) => _heard = now;

    /// <summary>TESTFR act is on its way since now: its t1 runs.</summary>
    public void TestSent(Instant now) => _testSent = now;

    /// <summary>TESTFR con has come; false: nobody had asked.</summary>
    public bool TryConfirm()
    {
        var asked = IsTesting;
        _testSent = Instant.Never;
        return asked;
    }
}
