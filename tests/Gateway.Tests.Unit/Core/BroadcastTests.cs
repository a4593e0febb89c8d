using Gateway.Abstractions;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>What reaches everybody, and what goes nowhere (R1, R2, R10).</summary>
[TestClass]
public sealed class BroadcastTests
{
    [TestMethod, TestProperty("Rule", "R1")]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(11)]
    [DataRow(12)]
    public void Periodic_background_spontaneous_and_return_information_reach_every_started_master(int cause)
    {
        var (bench, m) = GroupBench.Running(3);
        m[2].Stop();
        bench.FromRtu(Event(1, cause));
        CollectionAssert.AreEqual(new[] { Event(1, cause) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Event(1, cause) }, m[1].Got);
        Assert.IsEmpty(m[2].Got);
    }

    [TestMethod, TestProperty("Rule", "R1")]
    public void Any_cause_that_is_no_replys_reaches_everybody()
    {
        int[] replies = [5, 7, 9, 10, .. Enumerable.Range(20, 22), .. Enumerable.Range(44, 4)];
        foreach (var cause in Enumerable.Range(0, 64).Except(replies))
        {
            var (bench, m) = GroupBench.Running(2);
            m[0].Ask(Command(1));
            bench.FromRtu(Of(45, cause, 1, 7, 1, 1));
            Assert.HasCount(1, m[0].Got, $"cause {cause}");
            Assert.HasCount(1, m[1].Got, $"cause {cause}");
        }
    }

    [TestMethod, TestProperty("Rule", "R1")]
    public void The_octets_are_unchanged_but_for_the_OA_which_is_0()
    {
        var (bench, m) = GroupBench.Running(2);

        // M_ME_TF_1, SQ 1, two floats of station 300, test bit, odd flags.
        const string Objects = "10 20 30 CD CC 44 41 9F 01 02 83 84 05 46 1A 00 00 80 7F 80 FF FF BF 97 FF 0C 63";
        bench.FromRtu("24 82 83 2A 2C 01 " + Objects);
        CollectionAssert.AreEqual(new[] { "24 82 83 00 2C 01 " + Objects }, m[0].Got);
        CollectionAssert.AreEqual(new[] { "24 82 83 00 2C 01 " + Objects }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R1"), TestProperty("Rule", "R4")]
    public void Spontaneous_data_with_an_old_OA_reach_everybody()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Interrogation());
        bench.FromRtu(Event(1, oa: 1));
        CollectionAssert.AreEqual(new[] { Event(1) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Event(1) }, m[1].Got);
        Assert.AreEqual(0, bench.Group.Counters.OriginatorMismatches);
    }

    [TestMethod, TestProperty("Rule", "R1")]
    public void An_unknown_type_of_the_RTU_reaches_everybody_undamaged()
    {
        var (bench, m) = GroupBench.Running(2);
        foreach (var type in new[] { 43, 71, 99, 130, 200, 255 })
        {
            var asdu = Of(type, 3, 0, 7, 0x123456, 0xDE, 0xAD, 0xBE, 0xEF, 0x68);
            bench.FromRtu(asdu);
            CollectionAssert.AreEqual(new[] { asdu }, m[0].Got);
            CollectionAssert.AreEqual(new[] { asdu }, m[1].Got);
        }
    }

    [TestMethod, TestProperty("Rule", "R2")]
    public void Types_of_the_monitor_direction_from_a_master_go_nowhere_and_are_counted_and_logged()
    {
        var (bench, m) = GroupBench.Running(2, GroupBench.Config with { BufferSize = 1000 });
        int[] types = [.. Enumerable.Range(0, 45), .. Enumerable.Range(70, 30)];
        foreach (var type in types)
        {
            m[0].Ask(WithAnyLength(type, 3));
        }

        Assert.IsFalse(m[0].IsClosed);
        Assert.IsEmpty(bench.Rtu.Sent);
        Assert.IsEmpty(m[0].Got);
        Assert.IsEmpty(m[1].Got);
        Assert.AreEqual(types.Length, bench.Group.Counters.Dropped(DropReason.NotAControlType));
        Assert.HasCount(types.Length, bench.Log.Where(l => l.StartsWith("AsduDropped: type", StringComparison.Ordinal)));
    }

    [TestMethod, TestProperty("Rule", "R2")]
    public void Control_private_and_unknown_types_from_a_master_reach_the_RTU()
    {
        var (bench, m) = GroupBench.Running(1, GroupBench.Config with { BufferSize = 1000 });
        foreach (var type in Enumerable.Range(45, 25).Concat(Enumerable.Range(100, 156)))
        {
            bench.Rtu.Sent.Clear();
            m[0].Ask(WithAnyLength(type, 6));
            Assert.HasCount(1, bench.Rtu.Sent, $"type {type}");
            Assert.AreEqual(WithAnyLength(type, 6, oa: 1), bench.Rtu.Sent[0]);
        }
    }

    [TestMethod, TestProperty("Rule", "R2")]
    public void The_RTU_judges_the_cause_of_a_masters_ASDU()
    {
        var (bench, m) = GroupBench.Running(1);
        foreach (var cause in Enumerable.Range(0, 64))
        {
            bench.Rtu.Sent.Clear();
            m[0].Ask(Command(100 + cause, cause));
            CollectionAssert.AreEqual(new[] { Command(100 + cause, cause, oa: 1) }, bench.Rtu.Sent);
        }
    }

    [TestMethod, TestProperty("Rule", "R2")]
    public void Only_the_causes_5_6_8_and_13_open_a_request()
    {
        foreach (var cause in Enumerable.Range(0, 64))
        {
            var (bench, m) = GroupBench.Running(1);
            m[0].Ask(Of(122, cause, 0, 7, 1, 1, 0, 1, 1));
            Assert.AreEqual(cause is 5 or 6 or 8 or 13, bench.Group.Requests.Sent.Any(), $"cause {cause}");
        }
    }

    [TestMethod, TestProperty("Rule", "R2"), TestProperty("Rule", "R4")]
    public void The_RTUs_refusal_of_a_cause_that_opens_a_request_finds_its_asker_whatever_the_type()
    {
        foreach (var cause in new[] { 5, 6, 8, 13 })
        {
            var (bench, m) = GroupBench.Running(2);
            m[0].Ask(Command(1, cause, oa: 9));
            bench.FromRtu(Command(1, Negative(45), oa: 1));
            CollectionAssert.AreEqual(new[] { Command(1, Negative(45), oa: 9) }, m[0].Got, $"cause {cause}");
            Assert.IsEmpty(m[1].Got);
        }
    }

    [TestMethod, TestProperty("Rule", "R10")]
    public void Monitored_data_with_a_replys_cause_but_no_request_reach_everybody()
    {
        var (bench, m) = GroupBench.Running(2);
        foreach (var cause in new[] { 5, 20, 21, 36, 37, 41 })
        {
            bench.FromRtu(Event(1, cause, oa: 9));
            CollectionAssert.AreEqual(new[] { Event(1, cause) }, m[0].Got);
            CollectionAssert.AreEqual(new[] { Event(1, cause) }, m[1].Got);
        }
    }

    [TestMethod, TestProperty("Rule", "R10"), TestProperty("Rule", "D1")]
    public void Monitored_data_that_nobody_asked_for_wait_for_a_masters_acknowledgement()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.FromRtu(Event(1, cause: 20));
        Assert.AreEqual(0u, bench.Rtu.Released);
        m[1].Confirm(1);
        Assert.AreEqual(1u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "R10"), TestProperty("Rule", "D1")]
    public void A_confirmation_that_belongs_to_nobody_is_dropped_counted_and_acknowledged()
    {
        var (bench, m) = GroupBench.Running(2);
        bench.FromRtu(Command(1, cause: 7), Command(1, cause: 10), Interrogation(cause: 7), Clock(cause: 7), Command(1, Negative(7)), Command(1, cause: 47));
        Assert.IsEmpty(m[0].Got);
        Assert.IsEmpty(m[1].Got);
        Assert.AreEqual(6, bench.Group.Counters.Dropped(DropReason.NoRequest));
        Assert.AreEqual(6u, bench.Rtu.Released);
    }

    // The table's length where it knows the type; a private type has any.
    private static string WithAnyLength(int type, int cause, int oa = 0)
    {
        for (var length = 0; ; length++)
        {
            var text = Of(type, cause, oa, type, 1000 + type, new int[length]);
            if (TypeTable.Fits(new AsduView(Hex.Of(text))))
            {
                return text;
            }
        }
    }
}
