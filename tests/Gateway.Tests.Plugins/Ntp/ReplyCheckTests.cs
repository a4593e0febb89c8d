using Gateway.Abstractions.Time;
using Gateway.Plugins.Ntp;

namespace Gateway.Tests.Plugins.Ntp;

/// <summary>What a reply must be to count (RFC 4330, 5; RFC 5905, 8).</summary>
[TestClass]
public sealed class ReplyCheckTests
{
    private static readonly DateTime SentAt = new(2026, 11, 21, 6, 51, 41, DateTimeKind.Utc);
    private static readonly NtpTimestamp Number = new(0x0123_4567_89AB_CDEF);
    private static readonly TimeSpan Elapsed = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(1);

    // The way there and back takes 10 ms each, the server holds the question for 10 ms, and is 5 s ahead of us.
    private static readonly Reply Good = new()
    {
        Originate = Number,
        Receive = NtpTimestamp.From(SentAt.AddSeconds(5.010)),
        Transmit = NtpTimestamp.From(SentAt.AddSeconds(5.020)),
    };

    public static IEnumerable<object[]> Strays =>
    [
        ["a reply of 0 octets", Good with { Length = 0 }],
        ["a reply of 47 octets", Good with { Length = 47 }],
        ["a reply of mode 3", Good with { Mode = 3 }],
        ["a reply of mode 5", Good with { Mode = 5 }],
        ["a reply of mode 2", Good with { Mode = 2 }],
        ["a reply of version 0", Good with { Version = 0 }],
        ["a reply of version 5", Good with { Version = 5 }],
        ["originate timestamp", Good with { Originate = new NtpTimestamp(Number.Value + 1) }],
        ["originate timestamp", Good with { Originate = default }],

        // A forged refusal is none.
        ["originate timestamp", Good with { Stratum = 0, ReferenceId = "DENY", Originate = default }],
    ];

    public static IEnumerable<object[]> Faults =>
    [
        [TimeFaultKind.Refused, "RATE", Good with { Stratum = 0, ReferenceId = "RATE", Leap = 3 }],
        [TimeFaultKind.Refused, "DENY", Good with { Stratum = 0, ReferenceId = "DENY" }],
        [TimeFaultKind.Refused, "RSTR", Good with { Stratum = 0, ReferenceId = "RSTR" }],
        [TimeFaultKind.NotSynchronized, "stratum 0, code INIT", Good with { Stratum = 0, ReferenceId = "INIT" }],
        [TimeFaultKind.NotSynchronized, "stratum 0, code .A..", Good with { Stratum = 0, ReferenceId = "\u001bA\n\0" }],
        [TimeFaultKind.NotSynchronized, "leap indicator 3", Good with { Leap = 3 }],
        [TimeFaultKind.NotSynchronized, "stratum 16", Good with { Stratum = 16 }],
        [TimeFaultKind.NotSynchronized, "stratum 255", Good with { Stratum = 255 }],
        [TimeFaultKind.NotSynchronized, "root distance", Good with { RootDispersion = TimeSpan.FromSeconds(16) }],
        [TimeFaultKind.NotSynchronized, "root distance", Good with { RootDelay = TimeSpan.FromSeconds(32) }],
        [TimeFaultKind.Unusable, "without a time", Good with { Receive = default }],
        [TimeFaultKind.Unusable, "without a time", Good with { Transmit = default }],
        [TimeFaultKind.Unusable, "held the question for 3600", Good with { Transmit = NtpTimestamp.From(SentAt.AddSeconds(3605.010)) }],
        [TimeFaultKind.Unusable, "held the question for -", Good with { Transmit = NtpTimestamp.From(SentAt.AddSeconds(4)) }],
    ];

    [TestMethod, TestProperty("Rule", "H4")]
    public void Of_a_good_reply_the_offset_is_the_mean_of_both_ways_and_the_round_trip_what_the_server_did_not_hold()
    {
        var sample = Judge(Good).Answer.Sample!;
        Assert.AreEqual(5000, sample.Offset.TotalMilliseconds, 0.001);
        Assert.AreEqual(20, sample.Delay.TotalMilliseconds, 0.001);
        Assert.AreEqual(2, sample.Stratum);
        Assert.AreEqual("10.1.1.15:123", sample.Address);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(1)]
    [DataRow(15)]
    public void Strata_1_to_15_count(int stratum) => Assert.IsTrue(Judge(Good with { Stratum = (byte)stratum }).Answer.IsGood);

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    public void A_leap_second_to_come_does_no_harm(int leap) => Assert.IsTrue(Judge(Good with { Leap = leap }).Answer.IsGood);

    [TestMethod, TestProperty("Rule", "H4")]
    public void Extensions_behind_the_head_do_no_harm() => Assert.IsTrue(Judge(Good with { Length = 68 }).Answer.IsGood);

    [TestMethod, TestProperty("Rule", "H4")]
    [DynamicData(nameof(Strays))]
    public void What_answers_no_question_is_dropped_and_the_reply_may_still_come(string says, object reply)
    {
        var verdict = Judge((Reply)reply);
        Assert.IsTrue(verdict.IsStray);
        Assert.IsFalse(verdict.IsKiss);
        Assert.Contains(says, verdict.Answer.Fault!.What);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DynamicData(nameof(Faults))]
    public void A_server_that_has_no_time_for_us_is_not_believed(TimeFaultKind kind, string says, object reply)
    {
        var verdict = Judge((Reply)reply);
        Assert.IsFalse(verdict.IsStray);
        Assert.AreEqual(kind == TimeFaultKind.Refused, verdict.IsKiss);
        Assert.AreEqual(kind, verdict.Answer.Fault!.Kind);
        Assert.Contains(says, verdict.Answer.Fault.What);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public void A_round_trip_above_the_bound_says_too_little()
    {
        var late = ReplyCheck.Judge(Good.ToOctets(), new Question(Number, SentAt), TimeSpan.FromMilliseconds(1011), MaxDelay, "");
        Assert.AreEqual(TimeFaultKind.Unusable, late.Answer.Fault!.Kind);
        Assert.Contains("a round trip of 1.001 s", late.Answer.Fault.What);
        Assert.IsTrue(ReplyCheck.Judge(Good.ToOctets(), new Question(Number, SentAt), TimeSpan.FromMilliseconds(1009), MaxDelay, "").Answer.IsGood);
    }

    private static Verdict Judge(Reply reply) => ReplyCheck.Judge(reply.ToOctets(), new Question(Number, SentAt), Elapsed, MaxDelay, "10.1.1.15:123");
}
