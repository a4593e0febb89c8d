using Gateway.Abstractions;
using Gateway.Host.Traffic;
using Gateway.Tests.Unit;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>What the live view shows of octets (O2).</summary>
[TestClass]
public sealed class TrafficReaderTests
{
    // M_ME_TF_1, spontaneous, CA 7, IOA 1001 = 49.98 (IV); C_SC_NA_1, activation, CA 32, IOA 2001, select on.
    private const string Measured = "24 01 03 00 07 00 E9 03 00 85 EB 47 42 80 7B 00 00 0A 15 0B 1A";
    private const string Select = "2D 01 06 05 20 00 D1 07 00 81";
    private const string SelectAtRtu = "2D 01 06 01 07 00 D1 07 00 81";

    [TestMethod, TestProperty("Rule", "O2")]
    public void An_I_APDU_is_shown_with_all_that_stands_in_it()
    {
        var bench = new TapBench();
        bench.Rtu.Received(TapBench.I(5, 1234, Measured), continues: false);
        var row = bench.Read().Rows.Single();
        Assert.AreEqual(("rtu", "received", "10.0.0.1:2404", "North"), (row.Side, row.Direction, row.Peer, row.Name));
        Assert.AreEqual(("I", 5, 1234), (row.Format, row.SendNumber, row.ReceiveNumber));
        Assert.AreEqual((36, "M_ME_TF_1", "spontaneous", 0, 7), (row.Type, row.TypeName, row.Cause, row.Oa, row.Ca));
        var shown = row.Objects!.Single();
        Assert.AreEqual((1001u, "49.98", "IV", "2026-11-21 10:00:00.123"), (shown.Ioa, shown.Value, shown.Quality, shown.Time));
        Assert.AreEqual("681900000A00".Length + (2 * 21), row.Hex.Length);
        Assert.IsNull(row.Fault);
        Assert.IsNull(row.Dropped);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow("68 04 07 00 00 00", "U", "STARTDT act", null)]
    [DataRow("68 04 83 00 00 00", "U", "TESTFR con", null)]
    [DataRow("68 04 0F 00 00 00", "U", "unknown function 0F", null)]
    [DataRow("68 04 01 00 10 00", "S", null, 8)]
    public void S_and_U_APDUs_are_shown_by_name(string octets, string format, string? function, int? receive)
    {
        var bench = new TapBench();
        bench.Master.Sent(Hex.Of(octets), continues: false);
        var row = bench.Read().Rows.Single();
        Assert.AreEqual((format, function, receive, "master", "sent"), (row.Format, row.Function, row.ReceiveNumber, row.Side, row.Direction));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(7)]
    [DataRow(100)]
    public void However_octets_are_cut_the_APDUs_are_the_same(int portion)
    {
        var bench = new TapBench();
        byte[] octets = [.. Hex.Of("68 04 07 00 00 00"), .. TapBench.I(0, 0, Measured), .. Hex.Of("68 04 01 00 02 00"), .. TapBench.I(1, 0, Measured)];
        var partial = false;
        foreach (var part in octets.Chunk(portion))
        {
            bench.Rtu.Received(part, partial);
            partial = true;
        }

        Assert.AreEqual("U I S I", string.Join(' ', bench.Read().Rows.Select(r => r.Format)));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_reader_who_goes_on_sees_each_APDU_once_also_one_that_was_half_there()
    {
        var bench = new TapBench();
        var apdu = TapBench.I(0, 0, Measured);
        var reader = new TrafficReader(bench.Tap, new TrafficFilter(), 100);
        bench.Rtu.Received(apdu, continues: false);
        bench.Rtu.Received(apdu.AsSpan(0, 10), continues: false);
        Assert.HasCount(1, reader.Read().Rows);
        Assert.IsEmpty(reader.Read().Rows);
        bench.Rtu.Received(apdu.AsSpan(10), continues: true);
        Assert.HasCount(1, reader.Read().Rows);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void With_a_cursor_only_what_came_behind_it_is_shown()
    {
        var bench = new TapBench();
        bench.Rtu.Received(TapBench.I(0, 0, Measured), continues: false);
        bench.Rtu.Received(TapBench.I(1, 0, Measured).AsSpan(0, 10), continues: false);
        var first = bench.Read();
        Assert.HasCount(1, first.Rows);
        bench.Rtu.Received(TapBench.I(1, 0, Measured).AsSpan(10), continues: true);
        var second = new TrafficReader(bench.Tap, new TrafficFilter(), 100).Read(first.Cursor);
        Assert.AreEqual(1, second.Rows.Single().SendNumber);
        Assert.AreEqual(0, second.Lost);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void Of_more_than_the_limit_the_last_are_shown_and_the_others_counted()
    {
        var bench = new TapBench();
        for (var n = 0; n < 10; n++)
        {
            bench.Rtu.Received(TapBench.I(n, 0, Measured), continues: false);
        }

        var batch = bench.Read(limit: 3);
        Assert.AreEqual("7 8 9", string.Join(' ', batch.Rows.Select(r => r.SendNumber)));
        Assert.AreEqual(7, batch.Skipped);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void What_was_overwritten_is_counted_and_what_is_left_is_whole()
    {
        var bench = new TapBench();
        var apdu = TapBench.I(0, 0, Measured);
        var reader = new TrafficReader(bench.Tap, new TrafficFilter(), 10);
        _ = reader.Read();

        // Each one in two parts: what is left may begin with a second one.
        for (var n = 0; n < 5000; n++)
        {
            bench.Rtu.Received(apdu.AsSpan(0, 5), continues: false);
            bench.Rtu.Received(apdu.AsSpan(5), continues: true);
        }

        var batch = reader.Read();
        Assert.IsGreaterThan(100_000, batch.Lost);
        Assert.IsTrue(batch.Rows.All(r => r.Format == "I" && r.Fault is null));
        var all = bench.Read(limit: 5000).Rows;
        Assert.IsTrue(all.Skip(1).All(r => r.Format == "I"));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_view_that_joins_in_the_middle_of_an_APDU_says_so_once_and_goes_on_with_the_next_read_that_begins_with_one()
    {
        var bench = new TapBench();
        byte[] apdus = [.. TapBench.I(0, 0, Measured), .. TapBench.I(1, 0, Measured), .. TapBench.I(2, 0, Measured)];
        bench.Rtu.Received(apdus.AsSpan(5, 9), continues: true);
        bench.Rtu.Received(apdus.AsSpan(14, 20), continues: true);
        var reader = new TrafficReader(bench.Tap, new TrafficFilter(), 100);
        Assert.AreEqual("joined in the middle of an APDU", reader.Read().Rows.Single().Fault);
        bench.Rtu.Received(apdus.AsSpan(34), continues: true);
        bench.Rtu.Received(TapBench.I(3, 0, Measured), continues: false);
        bench.Rtu.Received(TapBench.I(4, 0, Measured), continues: false);
        bench.Master.Received(Hex.Of("00 00"), continues: true);
        Assert.AreEqual("3 4 ", string.Join(' ', reader.Read().Rows.Select(r => r.SendNumber)));
        Assert.AreEqual("? I I ?", string.Join(' ', bench.Read().Rows.Select(r => r.Format)));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow("67 04 07 00 00 00", "the start octet is 67, not 68")]
    [DataRow("68 03 07 00 00 00", "the length is 3, not 4..253")]
    public void Octets_that_are_no_APDU_are_shown_as_such(string octets, string fault)
    {
        var bench = new TapBench();
        bench.Master.Received(Hex.Of(octets), continues: false);
        bench.Master.Received(Hex.Of("68 04 43 00 00 00"), continues: false);
        var rows = bench.Read().Rows;
        Assert.AreEqual(("?", fault), (rows[0].Format, rows[0].Fault));
        Assert.AreEqual(octets.Replace(" ", "", StringComparison.Ordinal), string.Concat(rows.Take(rows.Count - 1).Select(r => r.Hex)));
        Assert.AreEqual("U", rows[^1].Format);
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "R11")]
    public void An_ASDU_whose_length_does_not_fit_is_shown_with_its_fault_and_its_octets()
    {
        var bench = new TapBench();
        bench.Rtu.Received(TapBench.I(0, 0, "01 02 03 00 07 00 01 00 00 01"), continues: false);
        var row = bench.Read().Rows.Single();
        Assert.AreEqual("M_SP_NA_1 with SQ 0 and N 2 needs 8 octets of objects, not 4", row.Fault);
        Assert.AreEqual((1u, "01"), (row.Objects!.Single().Ioa, row.Objects!.Single().Value));
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void A_private_type_is_shown_by_its_number_and_octets()
    {
        var bench = new TapBench();
        bench.Rtu.Received(TapBench.I(0, 0, "C8 01 03 00 07 00 01 00 00 AB CD"), continues: false);
        var row = bench.Read().Rows.Single();
        Assert.AreEqual((200, null, "ABCD", null), (row.Type, row.TypeName, row.Objects!.Single().Value, row.Fault));
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "R3"), TestProperty("Rule", "R8")]
    public void What_goes_to_the_RTU_is_shown_with_its_asker_and_what_was_rewritten()
    {
        var bench = new TapBench();
        bench.Master.Received(TapBench.I(0, 0, Select), continues: false);
        bench.Rtu.Sent(TapBench.I(0, 0, SelectAtRtu), continues: false);
        var row = bench.Read().Rows[^1];
        Assert.AreEqual(("10.1.1.15:62656", "OA 5 -> 1, CA 32 -> 7"), (row.From, row.Rewritten));
        var shown = row.Objects!.Single();
        Assert.AreEqual(("ON", true, 0), (shown.Value, shown.Select, shown.Qualifier));
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "R1")]
    public void What_goes_to_a_master_unchanged_was_not_rewritten()
    {
        var bench = new TapBench();
        bench.Rtu.Received(TapBench.I(0, 0, Measured), continues: false);
        bench.Master.Sent(TapBench.I(0, 0, Measured), continues: false);
        var row = bench.Read().Rows[^1];
        Assert.AreEqual(("10.0.0.1:2404", null), (row.From, row.Rewritten));
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "R7")]
    public void Why_an_ASDU_went_nowhere_stands_with_it()
    {
        var bench = new TapBench();
        bench.Master.Received(TapBench.I(0, 0, Select), continues: false);
        bench.Drop("2D 01 06 05 07 00 D1 07 00 81", DropReason.SelectedByAnother, new MasterId(3));
        var row = bench.Read().Rows.Single();
        Assert.AreEqual(("another master has selected the point", "R7"), (row.Dropped, row.DroppedBy));
    }

    [TestMethod, TestProperty("Rule", "O2"), TestProperty("Rule", "R9")]
    public void Why_one_that_was_shown_before_goes_nowhere_is_told_behind_it()
    {
        var bench = new TapBench();
        var reader = new TrafficReader(bench.Tap, new TrafficFilter(), 100);
        bench.Master.Received(TapBench.I(0, 0, Select), continues: false);
        Assert.IsNull(reader.Read().Rows.Single().Dropped);
        bench.Drop("2D 01 06 05 07 00 D1 07 00 81", DropReason.TooLate, new MasterId(3));
        var note = reader.Read().Rows.Single();
        Assert.AreEqual(("note", "R9", "C_SC_NA_1", 2001u), (note.Format, note.DroppedBy, note.TypeName, note.Objects!.Single().Ioa));
        Assert.AreEqual("10.1.1.15:62656", note.Peer);
    }

    [TestMethod, TestProperty("Rule", "O2")]
    public void Filters_show_what_they_ask_for()
    {
        var bench = new TapBench();
        bench.Rtu.Received(TapBench.I(0, 0, Measured), continues: false);
        bench.Rtu.Received(TapBench.I(1, 0, "01 83 03 00 07 00 0A 00 00 01 00 01"), continues: false);
        bench.Master.Received(TapBench.I(0, 0, Select), continues: false);
        bench.Master.Received(Hex.Of("68 04 43 00 00 00"), continues: false);
        Assert.AreEqual("36 1 45 ", Types(new TrafficFilter()));
        Assert.AreEqual("45", Types(new TrafficFilter(Type: 45)));
        Assert.AreEqual("36", Types(new TrafficFilter(Ioa: 1001)));
        Assert.AreEqual("1", Types(new TrafficFilter(Ioa: 12)), "the third of a sequence that begins with 10");
        Assert.AreEqual("", Types(new TrafficFilter(Ioa: 13)));
        Assert.AreEqual("36 1", Types(new TrafficFilter(Peer: "north")));
        Assert.AreEqual("45 ", Types(new TrafficFilter(Peer: "10.1.1.15")));
        Assert.AreEqual("36 1 45", Types(new TrafficFilter(AsdusOnly: true)));

        string Types(TrafficFilter filter) => string.Join(' ', bench.Read(filter).Rows.Select(r => r.Type));
    }
}
