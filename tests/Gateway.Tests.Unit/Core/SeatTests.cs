using System.Collections.Immutable;
using System.Net;
using Gateway.Abstractions.Configuration;

namespace Gateway.Tests.Unit.Core;

/// <summary>Which masters a group takes, whom a newer one replaces, and how they are named (S7 to S12).</summary>
[TestClass]
public sealed class SeatTests
{
    [TestMethod, TestProperty("Rule", "S7"), TestProperty("Rule", "S12")]
    public void A_master_outside_the_filter_is_refused_with_one_line_and_repetitions_are_merged()
    {
        var filter = new AddressFilter(ImmutableArray.Create(Network("192.168.1.9/24")));
        var bench = new GroupBench(OnPort(p => p with { Filter = filter }));
        bench.Connect();
        Assert.IsNotNull(bench.Master("192.168.1.77"));
        for (var n = 0; n < 215; n++)
        {
            Assert.IsNull(bench.Master("10.1.1.7"));
        }

        bench.Wait(61);
        CollectionAssert.AreEqual(
            new[] { "MasterRefused: refused 10.1.1.7: not in the filter of group 111", "MasterRefused: refused 214 more from 10.1.1.7: not in the filter of group 111" },
            bench.Log.Where(l => l.StartsWith("MasterRefused", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod, TestProperty("Rule", "S8")]
    public void A_master_from_the_RTUs_address_is_refused_unless_that_is_allowed()
    {
        var bench = new GroupBench();
        bench.Connect();
        Assert.IsNull(bench.Master("10.0.0.1"));
        var open = new GroupBench(GroupBench.Config with { AllowRtuAddress = true });
        open.Connect();
        Assert.IsNotNull(open.Master("10.0.0.1"));
    }

    [TestMethod, TestProperty("Rule", "S9")]
    public void One_more_than_max_conn_is_refused()
    {
        var bench = new GroupBench(OnPort(p => p with { MaxConnections = 2 }));
        bench.Connect();
        var first = bench.Master();
        Assert.IsNotNull(bench.Master());
        Assert.IsNull(bench.Master());
        first!.Leave();
        Assert.IsNotNull(bench.Master());
    }

    [TestMethod, TestProperty("Rule", "S9")]
    public void On_a_port_of_one_master_a_newer_connection_replaces_the_older()
    {
        var bench = new GroupBench(OnPort(p => p with { MaxConnections = 1, NewestReplaces = true }));
        bench.Connect();
        var old = bench.Master()!;
        Assert.IsNotNull(bench.Master());
        Assert.IsTrue(old.IsClosed);
    }

    [TestMethod, TestProperty("Rule", "S10")]
    public void The_rule_for_the_same_address_accepts_refuses_or_replaces()
    {
        foreach (var (rule, secondIn, firstOut) in new[] { (SameAddressRule.All, true, false), (SameAddressRule.Old, false, false), (SameAddressRule.New, true, true) })
        {
            var bench = new GroupBench(OnPort(p => p with { SameAddress = rule }));
            bench.Connect();
            var first = bench.Master("10.1.1.50")!;
            Assert.AreEqual(secondIn, bench.Master("10.1.1.50") is not null, rule.ToString());
            Assert.AreEqual(firstOut, first.IsClosed, rule.ToString());
        }
    }

    [TestMethod, TestProperty("Rule", "S10")]
    public void Nothing_is_closed_before_all_checks_have_passed()
    {
        var bench = new GroupBench(OnPort(p => p with { SameAddress = SameAddressRule.New, MaxConnections = 1 }));
        bench.Connect();
        var first = bench.Master("10.1.1.50")!;
        Assert.IsNull(bench.Master("10.1.1.51"));
        Assert.IsFalse(first.IsClosed);
        Assert.IsNotNull(bench.Master("10.1.1.50"));
        Assert.IsTrue(first.IsClosed);
    }

    [TestMethod, TestProperty("Rule", "S9"), TestProperty("Rule", "S10")]
    public void Where_all_seats_are_taken_a_newer_connection_has_the_seat_of_the_one_that_it_replaces()
    {
        var standard = GroupBench.Config.Ports[0];
        var many = standard with { Listen = new IPEndPoint(IPAddress.Any, 2405), MaxConnections = 255 };
        var bench = new GroupBench(GroupBench.Config with { Ports = [standard with { MaxConnections = 1, NewestReplaces = true }, many] });
        bench.Connect();
        var old = bench.Master("10.1.2.1")!;
        var others = Enumerable.Range(1, 254).Select(n => bench.Master($"10.1.1.{n}", port: 1)!).ToArray();
        Assert.IsNull(bench.Master("10.1.3.1", port: 1));
        Assert.IsNotNull(bench.Master("10.1.2.1"));
        Assert.IsTrue(old.IsClosed);
        Assert.DoesNotContain(m => m.IsClosed, others);
    }

    [TestMethod, TestProperty("Rule", "S12")]
    public void Refusals_that_were_only_counted_are_told_when_the_group_stops()
    {
        var bench = new GroupBench(OnPort(p => p with { Filter = AddressFilter.Nobody }));
        bench.Connect();
        for (var n = 0; n < 3; n++)
        {
            Assert.IsNull(bench.Master("10.1.1.7"));
        }

        bench.Group.Stop();
        bench.Group.Flush();
        Assert.Contains("MasterRefused: refused 2 more from 10.1.1.7: not in the filter of group 111", bench.Log);
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public void A_master_is_named_by_its_address_and_by_its_port_where_that_has_a_name_of_its_own()
    {
        var single = new GroupBench();
        single.Connect();
        Assert.AreEqual("Master: 10.1.1.7:50000", single.Master("10.1.1.7")!.Session!.Name);
        var own = new GroupBench(OnPort(p => p with { Name = "Region" }));
        own.Connect();
        Assert.AreEqual("Region: 10.1.1.7:50000", own.Master("10.1.1.7")!.Session!.Name);
    }

    private static AddressNetwork Network(string text) => AddressNetwork.TryParse(text, out var network) ? network : throw new ArgumentException(text, nameof(text));

    private static GroupConfig OnPort(Func<MasterPortConfig, MasterPortConfig> change) =>
        GroupBench.Config with { Ports = [change(GroupBench.Config.Ports[0])] };
}
