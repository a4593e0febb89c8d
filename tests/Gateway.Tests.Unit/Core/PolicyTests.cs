using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>Routing policies, and one that fails (R12).</summary>
[TestClass]
public sealed class PolicyTests
{
    private delegate void FromRtuVerb(in AsduView asdu, ref RtuRoute route);

    private delegate void FromMasterVerb(in AsduView asdu, ref MasterRoute route);

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_that_throws_is_passed_over_for_that_ASDU_and_counted()
    {
        var policy = new Policy { Rtu = (in _, ref _) => throw new InvalidOperationException("no map") };
        var (bench, m) = Running(("bad", policy));
        bench.FromRtu(Event(1));
        CollectionAssert.AreEqual(new[] { Event(1) }, m[0].Got);
        Assert.AreEqual(1, bench.Group.Counters.PolicyFailures);
        Assert.Contains("PolicyFailed: policy 'bad' failed and was passed over: InvalidOperationException: no map", bench.Log);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void What_a_policy_did_before_it_threw_does_not_count()
    {
        var policy = new Policy
        {
            Rtu = (in _, ref r) =>
            {
                r.Drop = DropReason.Policy;
                r.Settled = true;
                throw new InvalidOperationException();
            },
            Master = (in _, ref r) =>
            {
                r.Drop = DropReason.Policy;
                r.Settled = true;
                throw new InvalidOperationException();
            },
        };
        var (bench, m) = Running(("bad", policy));
        bench.FromRtu(Event(1));
        Assert.HasCount(1, m[0].Got);
        m[0].Ask(Command(1));
        m[0].Ask(Event(1));
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void It_is_taken_out_after_10_failures_in_a_row_and_the_log_tells()
    {
        var calls = 0;
        var policy = new Policy
        {
            Rtu = (in _, ref _) =>
            {
                calls++;
                throw new InvalidOperationException();
            },
        };
        var (bench, m) = Running(("bad", policy));
        for (var n = 0; n < 15; n++)
        {
            bench.FromRtu(Event(n));
        }

        Assert.HasCount(15, m[0].Got);
        Assert.AreEqual(10, calls);
        Assert.AreEqual(10, bench.Group.Counters.PolicyFailures);
        Assert.Contains("PolicyRemoved: policy 'bad' failed 10 times in a row and was taken out; restart the group to try it again", bench.Log);
        Assert.HasCount(1, bench.Log.Where(l => l.StartsWith("PolicyFailed", StringComparison.Ordinal)));
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void One_success_in_between_begins_the_count_anew()
    {
        var calls = 0;
        var policy = new Policy
        {
            Rtu = (in _, ref _) =>
            {
                if (++calls % 10 != 0)
                {
                    throw new InvalidOperationException();
                }
            },
        };
        var (bench, m) = Running(("bad", policy));
        for (var n = 0; n < 40; n++)
        {
            bench.FromRtu(Event(n));
            m[0].Confirm(1);
        }

        Assert.AreEqual(40, calls);
        Assert.AreEqual(36, bench.Group.Counters.PolicyFailures);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_may_narrow_the_route()
    {
        var (bench, m) = Running(last: ("narrow", new Policy { Rtu = (in a, ref r) => r.To = a.FirstAddress.Value == 1 ? default : r.To }));
        bench.FromRtu(Event(1), Event(2));
        CollectionAssert.AreEqual(new[] { Event(2) }, m[0].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.Policy));
        m[0].Confirm(1);
        Assert.AreEqual(2u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_may_widen_the_route_of_a_reply()
    {
        var (bench, m) = Running(last: ("widen", new Policy { Rtu = (in _, ref r) => r.To |= r.Started }));
        m[0].Ask(Command(1, oa: 50));
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7, oa: 50) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_may_take_a_reply_from_its_asker()
    {
        var (bench, m) = Running(last: ("narrow", new Policy { Rtu = (in _, ref r) => r.To = default }));
        m[0].Ask(Command(1));
        m[1].Ask(Command(1));
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        Assert.IsEmpty(m[0].Got);
        Assert.HasCount(2, bench.Rtu.Sent);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.Policy));
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_route_that_is_settled_is_shown_to_no_later_policy()
    {
        var (bench, m) = Running(("first", new Policy { Rtu = (in _, ref r) => r.Settled = true, Master = (in _, ref r) => r.Settled = true }));
        bench.FromRtu(Event(1));
        Assert.IsEmpty(m[0].Got);
        m[0].Ask(Event(1));
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_may_refuse_a_masters_ASDU()
    {
        var (bench, m) = Running(("no commands", new Policy { Master = (in a, ref r) => r.Drop = a.Type == TypeIdentification.C_SC_NA_1 ? DropReason.Policy : r.Drop }));
        m[0].Ask(Command(1));
        m[0].Ask(Read(1));
        CollectionAssert.AreEqual(new[] { Read(1, oa: 1) }, bench.Rtu.Sent);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.Policy));
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void Policies_are_asked_in_their_order_each_seeing_the_route_of_those_before()
    {
        var seen = new List<string>();
        var bench = new GroupBench(
            GroupBench.Config with { Policies = [PolicyNames.Broadcast] },
            before: [("a", new Policy { Rtu = (in _, ref r) => seen.Add($"a {r.To.Count}") }), ("b", new Policy { Rtu = (in _, ref r) => seen.Add($"b {r.To.Count}") })],
            after: [("c", new Policy { Rtu = (in _, ref r) => seen.Add($"c {r.To.Count}") })]);
        Start(bench, 2);
        bench.FromRtu(Event(1));
        CollectionAssert.AreEqual(new[] { "a 0", "b 0", "c 2" }, seen);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_map_that_throws_leaves_the_CA_and_is_taken_out_after_10_in_a_row()
    {
        var map = new BadMap();
        var (bench, m) = Running(("map", map));
        for (var n = 0; n < 15; n++)
        {
            bench.FromRtu(Event(n));
            m[0].Ask(Command(n));
        }

        Assert.HasCount(15, m[0].Got);
        Assert.HasCount(15, bench.Rtu.Sent);
        Assert.AreEqual(10, map.Calls);
        Assert.AreEqual(10, bench.Group.Counters.PolicyFailures);
        Assert.HasCount(1, bench.Log.Where(l => l.StartsWith("PolicyRemoved: policy 'map'", StringComparison.Ordinal)));
    }

    private static (GroupBench Bench, FakeMaster[] Masters) Running((string, IRoutingPolicy)? first = null, (string, IRoutingPolicy)? last = null)
    {
        var bench = new GroupBench(before: first is { } f ? [f] : [], after: last is { } l ? [l] : []);
        return (bench, Start(bench, 2));
    }

    private static FakeMaster[] Start(GroupBench bench, int masters)
    {
        bench.Connect();
        FakeMaster[] all = [.. Enumerable.Range(0, masters).Select(_ => bench.Master()!.Start())];
        bench.RtuStarts();
        foreach (var master in all)
        {
            master.Confirm(1);
        }

        return all;
    }

    private sealed class Policy : IRoutingPolicy
    {
        public FromRtuVerb Rtu { get; init; } = (in _, ref _) => { };

        public FromMasterVerb Master { get; init; } = (in _, ref _) => { };

        public void FromRtu(in AsduView asdu, ref RtuRoute route) => Rtu(asdu, ref route);

        public void FromMaster(in AsduView asdu, ref MasterRoute route) => Master(asdu, ref route);
    }

    private sealed class BadMap : IRoutingPolicy, ICommonAddressMap
    {
        public int Calls { get; private set; }

        public void FromRtu(in AsduView asdu, ref RtuRoute route)
        {
        }

        public void FromMaster(in AsduView asdu, ref MasterRoute route)
        {
        }

        public CommonAddress ToMaster(MasterId master, CommonAddress rtuAddress) => Fail();

        public CommonAddress ToRtu(MasterId master, CommonAddress masterAddress) => Fail();

        private CommonAddress Fail()
        {
            Calls++;
            throw new InvalidOperationException();
        }
    }
}
