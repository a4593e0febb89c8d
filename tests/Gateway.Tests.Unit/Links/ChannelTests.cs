using System.Buffers;
using Gateway.Iec104.Links;
using static Gateway.Tests.Unit.Links.LinkBench;

namespace Gateway.Tests.Unit.Links;

/// <summary>A link between two streams of octets, cut anywhere (L1, L6, L8).</summary>
[TestClass]
public sealed class ChannelTests
{
    private static readonly LinkConfig Wide = LinkConfig.Default with { K = 100, W = 66 };

    [TestMethod, TestProperty("Rule", "L1")]
    public void APDUs_in_portions_of_any_size_are_the_same_as_in_one_read()
    {
        var octets = $"{Numbered(0, 0)} {TestFrAct} {Numbered(1, 0)} {S(0)} {Numbered(2, 0)} {StopDtAct}";
        for (var portion = 1; portion <= Hex.Of(octets).Length; portion++)
        {
            Assert.AreEqual("asdu 00, asdu 01, asdu 02, stopped", ChannelBench.Started().Read(octets, portion), $"{portion} at a time");
        }
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public void The_longest_APDU_comes_one_octet_at_a_time()
    {
        var longest = I(0, 0, "01 01 03 00 01 00 07 00 00 " + string.Join(' ', Enumerable.Repeat("68", 240)));
        Assert.AreEqual(255, Hex.Of(longest).Length);
        Assert.AreEqual("asdu 07, asdu 01", ChannelBench.Started().Read($"{longest} {Numbered(1, 0)}", portion: 1));
    }

    [TestMethod, TestProperty("Rule", "L1")]
    public void Twenty_APDUs_in_one_read_are_twenty_ASDUs()
    {
        var twenty = string.Join(' ', Enumerable.Range(0, 20).Select(n => Numbered(n, 0)));
        var expected = string.Join(", ", Enumerable.Range(0, 20).Select(n => $"asdu {n:X2}"));
        Assert.AreEqual(expected, ChannelBench.Started().Read(twenty));
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void All_that_is_ready_goes_in_one_write()
    {
        var channel = ChannelBench.Started();
        _ = channel.Read($"{TestFrAct} {Numbered(0, 0)} {Numbered(1, 0)}");
        var writes = channel.Writes;
        Assert.AreEqual($"{TestFrCon} {I(0, 2)} {I(1, 2)}", channel.Write(asdus: 2));
        Assert.AreEqual(writes + 1, channel.Writes);
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void A_turn_with_nothing_to_send_writes_nothing()
    {
        var channel = ChannelBench.Started();
        var writes = channel.Writes;
        Assert.AreEqual("", channel.Write());
        Assert.AreEqual(writes, channel.Writes);
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void What_a_full_wire_does_not_take_follows_and_nothing_is_lost_or_doubled()
    {
        for (var takes = 0; takes < 32; takes++)
        {
            var channel = ChannelBench.Started();
            channel.Takes = takes;
            var first = channel.Write(asdus: 2);
            Assert.AreEqual(takes, Hex.Of(first).Length);
            Assert.IsFalse(channel.Channel.IsDrained);
            Assert.AreEqual($"{I(0, 0)} {I(1, 0)}", $"{first} {channel.TakeRest()}".Trim(), $"{takes} taken at first");
            Assert.IsTrue(channel.Channel.IsDrained);
        }
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void While_the_wire_is_full_nothing_is_put_or_written_but_octets_are_read()
    {
        var channel = ChannelBench.Started();
        channel.Takes = 5;
        _ = channel.Write(asdus: 1);
        Assert.AreEqual(0, channel.Channel.Room);
        Assert.AreEqual("asdu 00, asdu 01", channel.Read($"{Numbered(0, 0)} {TestFrAct} {Numbered(1, 0)}"));
        Assert.AreEqual("", channel.Write());
    }

    [TestMethod, TestProperty("Rule", "L4")]
    public void What_fell_due_while_the_wire_was_full_goes_out_behind_the_rest()
    {
        var channel = ChannelBench.Started();
        channel.Takes = 0;
        _ = channel.Write(asdus: 1);
        _ = channel.Read($"{Numbered(0, 0)} {TestFrAct} {Numbered(1, 0)}");
        Assert.AreEqual($"{I(0, 0)} {TestFrCon} {S(2)}", channel.TakeRest());
        Assert.AreEqual(2, channel.Channel.Room);
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void More_than_a_buffer_of_ASDUs_goes_out_whole()
    {
        var channel = ChannelBench.Started(LinkConfig.Default with { K = LinkConfig.MaxK, W = LinkConfig.MaxK });
        var expected = string.Join(' ', Enumerable.Range(0, 10_000).Select(n => I(n, 0)));
        Assert.AreEqual(expected, channel.Write(asdus: 10_000));
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void A_wire_that_fills_amid_a_turn_leaves_no_room_for_more()
    {
        var channel = ChannelBench.Started(LinkConfig.Default with { K = LinkConfig.MaxK, W = LinkConfig.MaxK });
        channel.Takes = 1000;
        var put = 0;
        for (; channel.Channel.Room > 0; put++)
        {
            channel.Put();
        }

        var sent = $"{channel.Write()} {channel.TakeRest()}";
        Assert.AreEqual(string.Join(' ', Enumerable.Range(0, put).Select(n => I(n, 0))), sent);
        Assert.IsGreaterThan(0, channel.Channel.Room);
    }

    [TestMethod, TestProperty("Rule", "L6")]
    [DataRow(int.MaxValue)]
    [DataRow(20)]
    [DataRow(1)]
    public void The_ASDUs_before_a_violation_are_handed_on_and_those_behind_it_are_not(int portion)
    {
        var channel = ChannelBench.Started(Wide);
        var read = channel.Read($"{Numbered(0, 0)} {Numbered(1, 0)} {Numbered(5, 0)} {Numbered(2, 0)} {TestFrAct}", portion);
        Assert.AreEqual("asdu 00, asdu 01, BadSendNumber", read);
        Assert.AreEqual("", channel.Write());
        Assert.AreEqual(0, channel.Channel.Room);
    }

    [TestMethod, TestProperty("Rule", "L6")]
    public void After_a_violation_a_channel_that_is_still_open_reads_and_keeps_nothing()
    {
        var channel = ChannelBench.Started();
        channel.ClosesAtFault = false;
        var more = string.Join(' ', Enumerable.Repeat(Numbered(0, 0), 50));
        Assert.AreEqual("", channel.Read("68"));
        Assert.AreEqual("BadLength", channel.Read($"00 {more}"));
        Assert.AreEqual("", channel.Read(more));
        Assert.AreEqual("", channel.Write());
    }

    [TestMethod, TestProperty("Rule", "L6")]
    [DataRow("asdu 01", int.MaxValue)]
    [DataRow("asdu 01", 1)]
    [DataRow("confirmed +1", int.MaxValue)]
    [DataRow("confirmed +1", 20)]
    public void Closed_within_an_event_it_hands_on_nothing_more(string last, int portion)
    {
        var channel = ChannelBench.Started();
        _ = channel.Write(asdus: 1);
        channel.Within = (last, channel.Channel.Close);
        var events = channel.Read($"{Numbered(0, 0)} {Numbered(1, 0)} {S(1)} {Numbered(2, 1)} {TestFrAct} 68", portion);
        Assert.EndsWith(last, events);
        Assert.AreEqual("", channel.Read(Numbered(3, 1)));
        Assert.AreEqual("", channel.Write());
    }

    [TestMethod, TestProperty("Rule", "L6")]
    public void Closed_by_an_acknowledgement_the_ASDU_that_carried_it_goes_nowhere()
    {
        var channel = ChannelBench.Started();
        _ = channel.Write(asdus: 1);
        channel.Within = ("confirmed +1", channel.Channel.Close);
        Assert.AreEqual("confirmed +1", channel.Read(Numbered(0, 1)));
    }

    [TestMethod, TestProperty("Rule", "L6")]
    public void Closed_within_the_event_of_an_ASDU_in_two_portions_the_ASDU_stays_as_it_is()
    {
        var channel = ChannelBench.Started();
        channel.Within = ("asdu 00", CloseAndSoilThePool);
        Assert.AreEqual("asdu 00", channel.Read(Numbered(0, 0), portion: 10));

        void CloseAndSoilThePool()
        {
            channel.Channel.Close();
            Array.Fill(ArrayPool<byte>.Shared.Rent(Apci.MaxApduOctets), (byte)0xFF);
        }
    }

    [TestMethod, TestProperty("Rule", "L8")]
    public void Closed_with_a_rest_on_its_way_it_sends_nothing_behind_it()
    {
        var channel = ChannelBench.Started();
        channel.Takes = 3;
        var first = channel.Write(asdus: 1);
        channel.Channel.Close();
        Assert.AreEqual(I(0, 0), $"{first} {channel.TakeRest()}");
        Assert.IsTrue(channel.Channel.IsDrained);
        Assert.AreEqual(0, channel.Channel.Room);
    }

    // The information object address tells which one it is.
    private static string Numbered(int send, int receive) => I(send, receive, $"01 01 03 00 01 00 {send:X2} 00 00 01");
}
