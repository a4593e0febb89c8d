using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Rtus;

/// <summary>Counter interrogations.</summary>
[TestClass]
public sealed class CounterTests
{
    [TestMethod]
    public async Task A_general_request_brings_all_counters()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await AskAsync(master, new Qcc(Qcc.General), "C_CI_NA_1 activation termination");
        await master.GetsAsync("M_IT_NA_1 requested by general counter CA 32 IOA 701 = 1000 SQ 0, IOA 702 = 2000 SQ 0");
    }

    [TestMethod]
    public async Task A_counter_group_brings_its_own()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await AskAsync(master, new Qcc(2), "C_CI_NA_1 activation termination");
        await master.GetsAsync("M_IT_NA_1 requested by group 2 counter CA 32 IOA 702 = 2000 SQ 0");
    }

    [TestMethod]
    public async Task A_freeze_keeps_the_reading_and_counts()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await AskAsync(master, new Qcc(Qcc.General, Freeze.FreezeWithReset), "C_CI_NA_1 activation confirmation");
        await rtu.SendAsync(TypeIdentification.M_IT_TB_1, new(701), 3);
        await AskAsync(master, new Qcc(Qcc.General), "C_CI_NA_1 activation termination");
        await master.GetsAsync("M_IT_NA_1 requested by general counter CA 32 IOA 701 = 1000 SQ 1, IOA 702 = 2000 SQ 1");
        Assert.HasCount(1, master.Of("C_CI_NA_1 activation termination"));
        await AskAsync(master, new Qcc(Qcc.General, Freeze.FreezeWithoutReset), "freeze");
        await AskAsync(master, new Qcc(Qcc.General), "C_CI_NA_1 activation termination", 2);
        await master.GetsAsync("M_IT_NA_1 requested by general counter CA 32 IOA 701 = 3 SQ 2, IOA 702 = 0 SQ 2");
    }

    [TestMethod]
    public async Task A_counter_group_that_is_none_is_refused()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await AskAsync(master, new Qcc(9), "C_CI_NA_1 activation confirmation negative");
    }

    private static Task AskAsync(TestMaster master, Qcc qcc, string until, int times = 1)
    {
        master.Station.SendRaw(TestRtu.Command(TypeIdentification.C_CI_NA_1, default, qcc));
        return master.GetsAsync(until, times).WaitAsync(Patience.Limit);
    }
}
