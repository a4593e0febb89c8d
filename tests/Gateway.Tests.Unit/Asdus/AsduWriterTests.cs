using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using static Gateway.Iec104.Asdus.TypeIdentification;

namespace Gateway.Tests.Unit.Asdus;

[TestClass]
public sealed class AsduWriterTests
{
    private static readonly CommonAddress Ca = new(7);
    private static readonly Cp56Time2a Time = new(new DateTime(2026, 11, 21, 10, 0, 0, 123));

    [TestMethod]
    public void With_SQ_0_each_object_is_written_with_its_address()
    {
        var writer = new AsduWriter(new byte[249], M_SP_NA_1, Cause.Spontaneous, Ca);
        writer.Add(At(1001), new Siq(isOn: true));
        writer.Add(At(7), new Siq(isOn: false, Quality.Invalid));
        AssertHex("01 02 03 00 07 00 E9 03 00 01 07 00 00 80", writer.Asdu);
    }

    [TestMethod]
    public void With_SQ_1_one_address_is_written()
    {
        var writer = new AsduWriter(new byte[249], M_ME_NC_1, Cause.InterrogatedByStation, Ca, isSequence: true);
        writer.Add(At(100), new ShortFloat(49.98f), Qds.Good);
        writer.Add(At(101), new ShortFloat(-1.5f), new Qds(Quality.NotTopical));
        AssertHex("0D 82 14 00 07 00 64 00 00 85 EB 47 42 00 00 00 C0 BF 40", writer.Asdu);
    }

    [TestMethod]
    public void One_to_four_elements_and_none_are_written_in_their_order()
    {
        var none = new AsduWriter(new byte[249], C_RD_NA_1, Cause.Request, Ca, new OriginatorAddress(3));
        none.Add(At(1001));
        AssertHex("66 01 05 03 07 00 E9 03 00", none.Asdu);

        var three = new AsduWriter(new byte[249], M_ME_TF_1, Cause.Spontaneous, Ca);
        three.Add(At(1001), new ShortFloat(49.98f), new Qds(Quality.Invalid), Time);
        AssertHex("24 01 03 00 07 00 E9 03 00 85 EB 47 42 80 7B 00 00 0A D5 0B 1A", three.Asdu);

        var four = new AsduWriter(new byte[249], F_DR_TA_1, Cause.Request, Ca, isSequence: true);
        four.Add(At(900), new Nof(2), new Lof(1000), new Sof(0, isLast: true), Time);
        AssertHex("7E 81 05 00 07 00 84 03 00 02 00 E8 03 00 20 7B 00 00 0A D5 0B 1A", four.Asdu);
    }

    [TestMethod]
    public void A_segment_carries_its_length()
    {
        var writer = new AsduWriter(new byte[249], F_SG_NA_1, Cause.FileTransfer, Ca);
        Assert.AreEqual(1, writer.Room);
        writer.AddSegment(At(900), new Nof(2), new Nos(1), [1, 2, 3]);
        AssertHex("7D 01 0D 00 07 00 84 03 00 02 00 01 03 01 02 03", writer.Asdu);
        Assert.AreEqual(0, writer.Room);
    }

    [TestMethod]
    public void The_longest_segment_has_236_octets()
    {
        var writer = new AsduWriter(new byte[249], F_SG_NA_1, Cause.FileTransfer, Ca);
        writer.AddSegment(At(900), new Nof(2), new Nos(1), new byte[236]);
        Assert.AreEqual(249, writer.Length);
        Assert.ThrowsExactly<InvalidOperationException>(() =>
        {
            var other = new AsduWriter(new byte[249], F_SG_NA_1, Cause.FileTransfer, Ca);
            other.AddSegment(At(900), new Nof(2), new Nos(1), new byte[237]);
        });
    }

    [TestMethod]
    public void An_ASDU_is_filled_as_long_as_there_is_room()
    {
        foreach (var entry in TypeTable.All.Where(e => !e.HasSegment))
        {
            foreach (var isSequence in new[] { false, true })
            {
                var writer = new AsduWriter(new byte[300], entry.Type, Cause.Spontaneous, Ca, isSequence: isSequence);
                var most = RandomAsdus.MaxCount(entry, isSequence);
                for (var left = most; left > 0; left--)
                {
                    Assert.AreEqual(left, writer.Room, entry.Name);
                    writer.AddOctets(At((uint)(1 + most - left)), new byte[entry.Octets]);
                }

                Assert.AreEqual(0, writer.Room, entry.Name);
                Assert.AreEqual(most, writer.Asdu.InformationObjects.Count);
                Assert.IsLessThanOrEqualTo(AsduView.MaxOctets, writer.Length);
            }
        }
    }

    [TestMethod]
    public void Objects_beyond_249_octets_are_refused() => Assert.ThrowsExactly<InvalidOperationException>(() =>
    {
        var writer = new AsduWriter(new byte[300], M_ME_TF_1, Cause.Spontaneous, Ca);
        for (var i = 0u; i < 17; i++) writer.Add(At(i), new ShortFloat(0), Qds.Good, Time);
    });

    [TestMethod]
    public void Objects_beyond_127_are_refused() => Assert.ThrowsExactly<InvalidOperationException>(() =>
    {
        var writer = new AsduWriter(new byte[249], M_SP_NA_1, Cause.Spontaneous, Ca, isSequence: true);
        for (var i = 0u; i < 128; i++) writer.Add(At(i), new Siq(0));
    });

    [TestMethod]
    public void Elements_that_are_not_those_of_the_type_are_refused()
    {
        var e = Assert.ThrowsExactly<ArgumentException>(() =>
        {
            var writer = new AsduWriter(new byte[249], M_ME_NC_1, Cause.Spontaneous, Ca);
            writer.Add(At(1), new Sva(1), Qds.Good);
        });
        Assert.Contains("M_ME_NC_1 consists of IEEE STD 754 + QDS.", e.Message);
        Assert.ThrowsExactly<ArgumentException>(() =>
        {
            var writer = new AsduWriter(new byte[249], M_ME_NC_1, Cause.Spontaneous, Ca);
            writer.AddOctets(At(1), new byte[4]);
        });
        Assert.ThrowsExactly<ArgumentException>(() =>
        {
            var writer = new AsduWriter(new byte[249], F_SG_NA_1, Cause.Spontaneous, Ca);
            writer.AddOctets(At(1), [2, 0, 1, 3, 0]);
        });
        Assert.ThrowsExactly<ArgumentException>(() =>
        {
            var writer = new AsduWriter(new byte[249], (TypeIdentification)200, Cause.Spontaneous, Ca);
            writer.Add(At(1), new Siq(0));
        });
    }

    [TestMethod]
    public void A_gap_in_a_sequence_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() =>
        {
            var writer = new AsduWriter(new byte[249], M_SP_NA_1, Cause.Spontaneous, Ca, isSequence: true);
            writer.Add(At(1), new Siq(0));
            writer.Add(At(3), new Siq(0));
        });
    }

    [TestMethod]
    public void A_type_that_the_table_lacks_is_written_by_its_octets()
    {
        var writer = new AsduWriter(new byte[249], (TypeIdentification)200, Cause.Spontaneous, Ca);
        writer.AddOctets(At(1), [0xAA, 0xBB]);
        AssertHex("C8 01 03 00 07 00 01 00 00 AA BB", writer.Asdu);
        Assert.AreEqual("type 200 spontaneous CA 7 SQ 0 N 1: 010000AABB", writer.Asdu.ToString());
    }

    [TestMethod]
    public void An_ASDU_without_objects_is_none() => Assert.ThrowsExactly<InvalidOperationException>(() =>
        new AsduWriter(new byte[249], M_SP_NA_1, Cause.Spontaneous, Ca).Asdu.Type);

    [TestMethod]
    public void Fewer_than_9_octets_hold_no_ASDU() => Assert.ThrowsExactly<ArgumentException>(() =>
        new AsduWriter(new byte[8], M_SP_NA_1, Cause.Spontaneous, Ca).Room);

    private static InformationObjectAddress At(uint address) => new(address);

    private static void AssertHex(string expected, AsduView asdu) =>
        Assert.AreEqual(expected.Replace(" ", ""), Convert.ToHexString(asdu.Octets));
}
