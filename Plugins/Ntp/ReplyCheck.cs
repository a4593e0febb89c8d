using Gateway.Abstractions.Time;

namespace Gateway.Plugins.Ntp;

/// <summary>
/// Judges a datagram that came to a question (RFC 4330, 5; RFC 5905, 8 and A.5.1). First whether it is a reply to it at all: of what anybody may
/// have sent, nothing is believed, no refusal either.
/// </summary>
internal static class ReplyCheck
{
    private const int LastStratum = 15;
    private const int NotSynchronizedLeap = 3;

    // MAXDISP of RFC 5905: such a server has lost its own.
    private static readonly TimeSpan MaxRootDistance = TimeSpan.FromSeconds(16);

    // The server's clock is coarser than ours.
    private static readonly TimeSpan ClockTick = TimeSpan.FromMilliseconds(20);

    /// <param name="elapsed">Since the question was sent, by the monotonic clock: a step of the clock meanwhile is not seen.</param>
    /// <param name="address">Who has sent it.</param>
    public static Verdict Judge(ReadOnlySpan<byte> datagram, Question question, TimeSpan elapsed, TimeSpan maxDelay, string address)
    {
        if (datagram.Length < NtpPacket.Octets)
        {
            return Verdict.Stray($"a reply of {datagram.Length} octets; NTP has {NtpPacket.Octets} at least");
        }

        var reply = new NtpPacket(datagram);
        return NotOurs(reply, question) ?? NotToBeUsed(reply) ?? Measure(reply, question, elapsed, maxDelay, address);
    }

    private static Verdict? NotOurs(NtpPacket reply, Question question) => reply switch
    {
        { Mode: not NtpPacket.ServerMode } => Verdict.Stray($"a reply of mode {reply.Mode}; a server's has {NtpPacket.ServerMode}"),
        { VersionNumber: < 1 or > NtpPacket.Version } => Verdict.Stray($"a reply of version {reply.VersionNumber}"),
        _ when reply.Originate != question.Transmit => Verdict.Stray("a reply whose originate timestamp is not the question's"),
        _ => null,
    };

    private static Verdict? NotToBeUsed(NtpPacket reply) => reply switch
    {
        { Stratum: 0, KissCode: "RATE" or "DENY" or "RSTR" } => new Verdict(TimeAnswer.Of(TimeFaultKind.Refused, Refusal(reply.KissCode)), IsKiss: true),
        { Stratum: 0 } => Verdict.Fault(TimeFaultKind.NotSynchronized, $"stratum 0, code {reply.KissCode}: it has no time to give"),
        { Leap: NotSynchronizedLeap } => Verdict.Fault(TimeFaultKind.NotSynchronized, "leap indicator 3: its clock is not synchronized"),
        { Stratum: > LastStratum } => Verdict.Fault(TimeFaultKind.NotSynchronized, $"stratum {reply.Stratum}: its clock is not synchronized"),
        _ when (reply.RootDelay / 2) + reply.RootDispersion >= MaxRootDistance =>
            Verdict.Fault(TimeFaultKind.NotSynchronized, "its root distance is 16 s or more: its own time is too old"),
        _ => null,
    };

    private static string Refusal(string code) => code switch
    {
        "RATE" => "kiss-o'-death RATE: it is asked too often",
        "DENY" => "kiss-o'-death DENY: it does not serve this machine",
        _ => $"kiss-o'-death {code}: it does not serve this machine by its own rules",
    };

    // T1 we sent, T2 it received, T3 it sent, T4 we received.
    private static Verdict Measure(NtpPacket reply, Question question, TimeSpan elapsed, TimeSpan maxDelay, string address)
    {
        if (reply.Receive.IsUnset || reply.Transmit.IsUnset)
        {
            return Verdict.Fault(TimeFaultKind.Unusable, "a reply without a time");
        }

        var (t1, t2, t3, t4) = (question.SentAt, reply.Receive.ToUtc(), reply.Transmit.ToUtc(), question.SentAt + elapsed);
        var held = t3 - t2;
        if (held < -ClockTick || held > elapsed + ClockTick)
        {
            return Verdict.Fault(TimeFaultKind.Unusable, $"it says that it held the question for {held.TotalSeconds:0.######} s, of {elapsed.TotalSeconds:0.######} s in all");
        }

        var delay = elapsed - held;
        if (delay > maxDelay)
        {
            return Verdict.Fault(TimeFaultKind.Unusable, $"a round trip of {delay.TotalSeconds:0.###} s; above {maxDelay.TotalSeconds:0.###} s it says too little");
        }

        var offset = ((t2 - t1) + (t3 - t4)) / 2;
        return new Verdict(TimeAnswer.Of(new TimeSample(offset, delay > TimeSpan.Zero ? delay : TimeSpan.Zero, reply.Stratum, address)));
    }
}
