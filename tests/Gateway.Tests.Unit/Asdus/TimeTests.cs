using Gateway.Iec104.Elements;

namespace Gateway.Tests.Unit.Asdus;

/// <summary>CP16Time2a, CP24Time2a, CP56Time2a (60870-5-101, 7.2.6.18 to 7.2.6.20).</summary>
[TestClass]
public sealed class TimeTests
{
    private static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0);

    [TestMethod]
    public void A_time_has_the_octets_of_the_standard()
    {
        var octets = new byte[7];
        new Cp56Time2a(new DateTime(2026, 11, 21, 10, 0, 0, 123)).Write(octets);
        Assert.AreEqual("7B00000AD50B1A", Convert.ToHexString(octets));
        new Cp56Time2a(new DateTime(1999, 12, 31, 23, 59, 59, 999)) { IsInvalid = true, IsSummerTime = true, IsSubstituted = true }.Write(octets);
        Assert.AreEqual("5FEAFB97BF0C63", Convert.ToHexString(octets));
    }

    [TestMethod]
    [DataRow("1970-01-01 00:00:00.000")]
    [DataRow("1999-12-31 23:59:59.999")]
    [DataRow("2000-02-29 12:00:00.001")]
    [DataRow("2024-02-29 23:59:59.999")]
    [DataRow("2069-12-31 23:59:59.999")]
    public void A_time_in_the_century_window_comes_back(string text)
    {
        var time = DateTime.Parse(text);
        Assert.IsTrue(new Cp56Time2a(time).TryGetDateTime(out var again));
        Assert.AreEqual(time, again);
        Assert.AreEqual(text, new Cp56Time2a(time).ToString());
    }

    [TestMethod]
    public void Each_millisecond_of_a_minute_comes_back()
    {
        for (var ms = 0; ms < 60000; ms++)
        {
            Assert.IsTrue(new Cp56Time2a(Noon.AddMilliseconds(ms)).TryGetDateTime(out var again));
            Assert.AreEqual(Noon.AddMilliseconds(ms), again);
        }
    }

    [TestMethod]
    public void The_century_window_can_be_chosen()
    {
        var time = new Cp56Time2a(new DateTime(1985, 1, 1));
        foreach (var (firstYear, year) in new[] { (1970, 1985), (2000, 2085), (1985, 1985), (1986, 2085), (1, 85), (9900, 9985) })
        {
            Assert.IsTrue(time.TryGetDateTime(out var read, firstYear));
            Assert.AreEqual(year, read.Year);
        }

        Assert.IsFalse(time.TryGetDateTime(out _, 0));
        Assert.IsFalse(time.TryGetDateTime(out _, 9901));
    }

    [TestMethod]
    [DataRow("60EA000AD50B1A", DisplayName = "60000 ms")]
    [DataRow("00003C0AD50B1A", DisplayName = "minute 60")]
    [DataRow("00000018D50B1A", DisplayName = "hour 24")]
    [DataRow("0000000AC00B1A", DisplayName = "day 0")]
    [DataRow("0000000A1F0B1A", DisplayName = "31 November")]
    [DataRow("0000000A1D021A", DisplayName = "29 February 2026")]
    [DataRow("0000000AD5001A", DisplayName = "month 0")]
    [DataRow("0000000AD50D1A", DisplayName = "month 13")]
    [DataRow("0000000AD50B64", DisplayName = "year 100")]
    [DataRow("00000000000000", DisplayName = "all zero")]
    [DataRow("FFFFFFFFFFFFFF", DisplayName = "all ones")]
    public void No_time_is_no_exception(string hex)
    {
        var time = Cp56Time2a.Read(Convert.FromHexString(hex));
        Assert.IsFalse(time.TryGetDateTime(out _));
        Assert.IsFalse(time.TryGetDateTimeOffset(TimeSpan.Zero, out _));
        Assert.IsNotNull(time.ToString());
    }

    [TestMethod]
    public void Reserved_bits_and_flags_do_not_change_the_time()
    {
        var time = Cp56Time2a.Read(Convert.FromHexString("7B00C0EA15FB9A"));
        Assert.IsTrue(time.TryGetDateTime(out var read));
        Assert.AreEqual(new DateTime(2026, 11, 21, 10, 0, 0, 123), read);
        Assert.AreEqual((true, true, true, 0), (time.IsInvalid, time.IsSubstituted, time.IsSummerTime, time.DayOfWeek));
        Assert.AreEqual("2026-11-21 10:00:00.123 summer substituted (time IV)", time.ToString());
    }

    [TestMethod]
    public void A_flag_set_and_unset_leaves_all_else()
    {
        var random = new Random(56);
        var octets = new byte[7];
        for (var i = 0; i < 1000; i++)
        {
            random.NextBytes(octets);
            var time = Cp56Time2a.Read(octets);
            var flipped = time with { IsInvalid = !time.IsInvalid, IsSubstituted = !time.IsSubstituted, IsSummerTime = !time.IsSummerTime };
            Assert.AreEqual((!time.IsInvalid, !time.IsSubstituted, !time.IsSummerTime), (flipped.IsInvalid, flipped.IsSubstituted, flipped.IsSummerTime));
            Assert.AreEqual(time, flipped with { IsInvalid = time.IsInvalid, IsSubstituted = time.IsSubstituted, IsSummerTime = time.IsSummerTime });
        }
    }

    [TestMethod]
    public void Summer_time_is_one_hour_ahead_of_the_zone()
    {
        var zone = TimeSpan.FromHours(1);
        var summer = new DateTimeOffset(2026, 7, 1, 14, 0, 0, TimeSpan.FromHours(2));
        var time = new Cp56Time2a(summer, zone);
        Assert.IsTrue(time.IsSummerTime);
        Assert.AreEqual(14, time.Hour);
        Assert.IsTrue(time.TryGetDateTimeOffset(zone, out var again));
        Assert.AreEqual(summer, again);
        Assert.AreEqual(summer.Offset, again.Offset);

        var winter = new DateTimeOffset(2026, 1, 1, 14, 0, 0, zone);
        Assert.IsFalse(new Cp56Time2a(winter, zone).IsSummerTime);
        Assert.IsTrue(new Cp56Time2a(winter, zone).TryGetDateTimeOffset(zone, out again));
        Assert.AreEqual(winter, again);
    }

    [TestMethod]
    public void The_week_begins_on_Monday_with_1_and_ends_on_Sunday_with_7()
    {
        var monday = new DateTime(2026, 11, 16);
        for (var day = 0; day < 7; day++) Assert.AreEqual(day + 1, new Cp56Time2a(monday.AddDays(day)).DayOfWeek);
    }

    [TestMethod]
    [DataRow("12:00:00", "12:10:00", "12:10:00.000")]
    [DataRow("12:00:00", "11:59:59.999", "11:59:59.999")]
    [DataRow("12:00:00", "00:30:00", "12:30:00.000")]
    [DataRow("12:50:00", "00:05:00", "13:05:00.000")]
    [DataRow("00:05:00", "00:55:00", "23:55:00.000")]
    public void A_CP24_is_the_nearest_time_with_its_minute(string received, string tagged, string expected)
    {
        var near = Noon.Date + TimeSpan.Parse(received);
        var time = new Cp24Time2a(Noon.Date + TimeSpan.Parse(tagged));
        Assert.IsTrue(time.TryGetDateTime(near, out var read));
        Assert.AreEqual(expected, read.ToString("HH:mm:ss.fff"));
        Assert.IsLessThanOrEqualTo(TimeSpan.FromMinutes(30), (read - near).Duration());
    }

    [TestMethod]
    public void A_CP24_beyond_the_calendar_or_the_hour_is_none()
    {
        Assert.IsFalse(Cp24Time2a.Read([0x00, 0x00, 0x3C]).TryGetDateTime(Noon, out _));
        Assert.IsFalse(Cp24Time2a.Read([0x60, 0xEA, 0x00]).TryGetDateTime(Noon, out _));
        Assert.IsFalse(new Cp24Time2a(Noon.AddMinutes(59)).TryGetDateTime(DateTime.MinValue, out _));
        Assert.IsFalse(new Cp24Time2a(Noon).TryGetDateTime(DateTime.MaxValue, out _));
    }

    [TestMethod]
    public void A_CP24_has_its_flags_in_the_third_octet()
    {
        var time = Cp24Time2a.Read([0x39, 0x30, 0xC5]);
        Assert.AreEqual((5, 12345, true, true), (time.Minute, time.Milliseconds, time.IsInvalid, time.IsSubstituted));
        Assert.IsTrue(new Cp24Time2a(Noon, isInvalid: true).IsInvalid);
    }

    [TestMethod]
    public void A_CP16_takes_what_lies_outside_to_its_ends()
    {
        Assert.AreEqual(59999, Cp16Time2a.From(TimeSpan.FromHours(1)).Milliseconds);
        Assert.AreEqual(0, Cp16Time2a.From(TimeSpan.FromSeconds(-1)).Milliseconds);
        Assert.AreEqual(TimeSpan.FromMilliseconds(1500), Cp16Time2a.From(TimeSpan.FromSeconds(1.5)).Elapsed);
    }
}
