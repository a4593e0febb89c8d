using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;
using Gateway.Iec104;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>The common-address map of port-per-master groups (R8): the RTU is 7, its masters know it as 10 and as 20.</summary>
[TestClass]
public sealed class AddressMapTests
{
    private static readonly GroupConfig Mapped = GroupBench.Config with
    {
        Ports = [Port(2405, 10), Port(2406, 20)],
        Policies = [PolicyNames.Broadcast, PolicyNames.Reply, PolicyNames.CommonAddressMap],
    };

    [TestMethod, TestProperty("Rule", "R8"), TestProperty("Rule", "S6")]
    public void The_end_of_initialization_carries_the_masters_own_CA()
    {
        var (bench, a, b) = Running();
        _ = bench;
        CollectionAssert.AreEqual(new[] { EndOfInitialization(ca: 10) }, a.GotAll);
        CollectionAssert.AreEqual(new[] { EndOfInitialization(ca: 20) }, b.GotAll);
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void The_RTUs_events_come_under_each_masters_own_CA()
    {
        var (bench, a, b) = Running();
        bench.FromRtu(Event(1));
        CollectionAssert.AreEqual(new[] { Event(1, ca: 10) }, a.Got);
        CollectionAssert.AreEqual(new[] { Event(1, ca: 20) }, b.Got);
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void A_masters_requests_come_to_the_RTU_under_its_CA_and_their_replies_back_under_the_masters()
    {
        var (bench, a, b) = Running();
        b.Ask(Command(1, oa: 99, ca: 20));
        a.Ask(Command(2, ca: 10));
        CollectionAssert.AreEqual(new[] { Command(1, oa: 1), Command(2, oa: 2) }, bench.Rtu.Sent);
        bench.FromRtu(Command(1, cause: 7, oa: 1), Command(2, Negative(7), oa: 2));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7, oa: 99, ca: 20) }, b.Got);
        CollectionAssert.AreEqual(new[] { Command(2, Negative(7), ca: 10) }, a.Got);
    }

    [TestMethod, TestProperty("Rule", "R8"), TestProperty("Rule", "R6")]
    public void A_merged_interrogation_is_answered_to_each_under_its_own_CA()
    {
        var (bench, a, b) = Running();
        a.Ask(Interrogation(ca: 10));
        bench.FromRtu(Interrogation(cause: 7));
        b.Ask(Interrogation(ca: 20));
        bench.FromRtu(Event(1, cause: 20), Interrogation(cause: 10));
        Assert.HasCount(1, bench.Rtu.Sent);
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7, ca: 10), Event(1, cause: 20, ca: 10), Interrogation(cause: 10, ca: 10) }, a.Got);
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7, ca: 20), Event(1, cause: 20, ca: 20), Interrogation(cause: 10, ca: 20) }, b.Got);
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void The_gateways_own_answers_carry_the_masters_CA()
    {
        var (bench, a, _) = Running();
        bench.Rtu.Room = 0;
        a.Ask(Command(1, ca: 10));
        bench.Wait(10.1);
        CollectionAssert.AreEqual(new[] { Command(1, Negative(7), ca: 10) }, a.Got);
    }

    [TestMethod, TestProperty("Rule", "R8"), TestProperty("Rule", "R7")]
    public void A_point_selected_under_one_number_is_selected_under_the_other()
    {
        var (bench, a, b) = Running();
        a.Ask(Command(1, ca: 10, sco: 0x81));
        bench.FromRtu(Command(1, cause: 7, sco: 0x81));
        b.Ask(Command(1, ca: 20));
        CollectionAssert.AreEqual(new[] { Command(1, Negative(7), ca: 20) }, b.Got);
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void The_broadcast_address_passes_unchanged_both_ways()
    {
        var (bench, a, b) = Running();
        a.Ask(Interrogation(ca: 65535));
        CollectionAssert.AreEqual(new[] { Interrogation(oa: 1, ca: 65535) }, bench.Rtu.Sent);
        bench.FromRtu(Interrogation(cause: 7, ca: 65535), Event(1, cause: 20), Event(2, ca: 65535));
        CollectionAssert.AreEqual(new[] { Interrogation(cause: 7, ca: 65535), Event(1, cause: 20, ca: 10), Event(2, ca: 65535) }, a.Got);
        CollectionAssert.AreEqual(new[] { Event(2, ca: 65535) }, b.Got);
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void A_CA_outside_the_map_passes_unchanged_both_ways()
    {
        var (bench, a, b) = Running();
        a.Ask(Command(1, ca: 300));
        CollectionAssert.AreEqual(new[] { Command(1, oa: 1, ca: 300) }, bench.Rtu.Sent);
        bench.FromRtu(Command(1, cause: 7, oa: 1, ca: 300), Event(1, ca: 301));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7, ca: 300), Event(1, ca: 301) }, a.Got);
        CollectionAssert.AreEqual(new[] { Event(1, ca: 301) }, b.Got);
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void Another_station_of_the_RTU_with_the_masters_own_number_is_not_shown_to_it()
    {
        var (bench, a, b) = Running();
        bench.FromRtu(Event(1, ca: 10));
        Assert.IsEmpty(a.Got);
        CollectionAssert.AreEqual(new[] { Event(1, ca: 10) }, b.Got);
        b.Confirm(1);
        Assert.AreEqual(1u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void What_is_not_shown_is_counted_and_warned_of_once()
    {
        var (bench, _, b) = Running();
        bench.FromRtu(Event(1, ca: 10), Event(2, ca: 10), Event(3, ca: 20));
        Assert.AreEqual(3, bench.Group.Counters.Dropped(DropReason.OwnNumberOfAnother));
        Assert.HasCount(1, bench.Log.Where(l => l.Contains("own number", StringComparison.Ordinal)));
        b.Leave();
        bench.FromRtu(Event(4, ca: 10));
        Assert.AreEqual(4, bench.Group.Counters.Dropped(DropReason.OwnNumberOfAnother));
    }

    [TestMethod, TestProperty("Rule", "R8"), TestProperty("Rule", "D1")]
    public void What_may_be_shown_to_nobody_counts_as_acknowledged()
    {
        var bench = new GroupBench(Mapped);
        bench.Connect();
        _ = bench.Master(port: 0)!.Start();
        bench.RtuStarts();
        bench.FromRtu(Event(1, ca: 10));
        Assert.AreEqual(1u, bench.Rtu.Released);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.OwnNumberOfAnother));
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void A_master_whose_number_is_the_RTUs_own_sees_all_stations()
    {
        var bench = new GroupBench(Mapped with { Ports = [Port(2405, 7)] });
        bench.Connect();
        var m = bench.Master()!.Start();
        bench.RtuStarts();
        bench.FromRtu(Event(1), Event(2, ca: 8));
        CollectionAssert.AreEqual(new[] { Event(1), Event(2, ca: 8) }, m.Got);
    }

    [TestMethod, TestProperty("Rule", "R8")]
    public void Without_a_map_one_RTU_serves_several_stations()
    {
        var (bench, m) = GroupBench.Running(1);
        bench.FromRtu(Event(1), Event(1, ca: 8), Event(1, ca: 9));
        CollectionAssert.AreEqual(new[] { Event(1), Event(1, ca: 8), Event(1, ca: 9) }, m[0].Got);
    }

    private static MasterPortConfig Port(int port, ushort ca) =>
        new() { Name = $"Master {ca}", Listen = new IPEndPoint(IPAddress.Any, port), CommonAddress = new CommonAddress(ca), MaxConnections = 1, NewestReplaces = true };

    private static (GroupBench Bench, FakeMaster A, FakeMaster B) Running()
    {
        var bench = new GroupBench(Mapped);
        bench.Connect();
        var a = bench.Master(port: 0)!.Start();
        var b = bench.Master(port: 1)!.Start();
        bench.RtuStarts();
        a.Confirm(1);
        b.Confirm(1);
        return (bench, a, b);
    }
}
