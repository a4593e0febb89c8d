using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;
using static Gateway.Tests.Unit.Core.PolicyBench;

namespace Gateway.Tests.Unit.Core;

/// <summary>A routing policy that throws is passed over, and taken out in the end (R12).</summary>
[TestClass]
public sealed class PolicyFailureTests
{
    [TestMethod, TestProperty("Rule", "R12")]
    public void A_policy_that_throws_is_passed_over_for_that_ASDU_and_counted()
    {
        var policy = new ScriptedPolicy { Rtu = (in _, ref _) => throw new InvalidOperationException("no map") };
        var (bench, m) = Running(("bad", policy));
        bench.FromRtu(Event(1));
        CollectionAssert.AreEqual(new[] { Event(1) }, m[0].Got);
        Assert.AreEqual(1, bench.Group.Counters.PolicyFailures);
        Assert.Contains("PolicyFailed: policy 'bad' failed and was passed over: InvalidOperationException: no map", bench.Log);
    }

    [TestMethod, TestProperty("Rule", "R12")]
    public void What_a_policy_did_before_it_threw_does_not_count()
    {
        var policy = new ScriptedPolicy
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
        var policy = new ScriptedPolicy
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
        var policy = new ScriptedPolicy
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
