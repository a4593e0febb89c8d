using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;
using static Gateway.Tests.Unit.Core.PolicyBench;

namespace Gateway.Tests.Unit.Core;

/// <summary>What routing policies may do with a route (R12).</summary>
[TestClass]
public sealed class PolicyTests
{
    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_may_narrow_the_route()
    {
        var (bench, m) = Running(last: ("narrow", new ScriptedPolicy { Rtu = (in a, ref r) => r.To = a.FirstAddress.Value == 1 ? default : r.To }));
        bench.FromRtu(Event(1), Event(2));
        CollectionAssert.AreEqual(new[] { Event(2) }, m[0].Got);
        Assert.AreEqual(1, bench.Group.Counters.Dropped(DropReason.Policy));
        m[0].Confirm(1);
        Assert.AreEqual(2u, bench.Rtu.Released);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_may_widen_the_route_of_a_reply()
    {
        var (bench, m) = Running(last: ("widen", new ScriptedPolicy { Rtu = (in _, ref r) => r.To |= r.Started }));
        m[0].Ask(Command(1, oa: 50));
        bench.FromRtu(Command(1, cause: 7, oa: 1));
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7, oa: 50) }, m[0].Got);
        CollectionAssert.AreEqual(new[] { Command(1, cause: 7) }, m[1].Got);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_may_take_a_reply_from_its_asker()
    {
        var (bench, m) = Running(last: ("narrow", new ScriptedPolicy { Rtu = (in _, ref r) => r.To = default }));
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
        var (bench, m) = Running(("first", new ScriptedPolicy { Rtu = (in _, ref r) => r.Settled = true, Master = (in _, ref r) => r.Settled = true }));
        bench.FromRtu(Event(1));
        Assert.IsEmpty(m[0].Got);
        m[0].Ask(Event(1));
        Assert.HasCount(1, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_may_refuse_a_masters_ASDU()
    {
        var (bench, m) = Running(("no commands", new ScriptedPolicy { Master = (in a, ref r) => r.Drop = a.Type == TypeIdentification.C_SC_NA_1 ? DropReason.Policy : r.Drop }));
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
            before: [("a", new ScriptedPolicy { Rtu = (in _, ref r) => seen.Add($"a {r.To.Count}") }), ("b", new ScriptedPolicy { Rtu = (in _, ref r) => seen.Add($"b {r.To.Count}") })],
            after: [("c", new ScriptedPolicy { Rtu = (in _, ref r) => seen.Add($"c {r.To.Count}") })]);
        Start(bench, 2);
        bench.FromRtu(Event(1));
        CollectionAssert.AreEqual(new[] { "a 0", "b 0", "c 2" }, seen);
    }
}
