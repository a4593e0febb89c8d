using Gateway.Plugins.Ntp;

namespace Gateway.Tests.Plugins.Ntp;

/// <summary>Times as NTP counts them (RFC 5905, 6 and figure 4).</summary>
[TestClass]
public sealed class NtpTimestampTests
{
    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(2_208_988_800u, "1970-01-01 00:00:00")]
    [DataRow(3_687_033_600u, "2016-11-02 00:00:00")]
    [DataRow(uint.MaxValue, "2036-02-07 06:28:15")]
    [DataRow(0u, "2036-02-07 06:28:16")]
    [DataRow(63_104u, "2036-02-08 00:00:00")]
    public void Seconds_count_from_1900_and_after_2036_from_there(uint seconds, string utc)
    {
        var timestamp = new NtpTimestamp(((ulong)seconds << 32) | 0x8000_0000);
        var time = DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc).AddSeconds(0.5);
        Assert.AreEqual(time, timestamp.ToUtc());
        Assert.AreEqual(timestamp, NtpTimestamp.From(time));
    }
}
