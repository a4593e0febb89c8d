using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Stations;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Rtus;

/// <summary>What an RTU says to interrogations, reads, and what it does not know.</summary>
[TestClass]
public sealed class InterrogationTests
{
    [TestMethod]
    public async Task A_station_interrogation_brings_the_points_of_GI_rows_without_time_tag()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0], originator: 7);
        var result = await master.Station.InterrogateAsync(TestRtu.Number).WaitAsync(Patience.Limit);
        Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 6), result);
        await master.GetsAsync("C_IC_NA_1 activation termination OA 7");
        CollectionAssert.AreEqual(
            new[]
            {
                "M_EI_NA_1 initialized CA 32 IOA 0 = local power on",
                "C_IC_NA_1 activation confirmation OA 7 CA 32 IOA 0 = station",
                "M_DP_NA_1 interrogated by station OA 7 CA 32 IOA 301 = OFF",
                "M_SP_NA_1 interrogated by station OA 7 CA 32 IOA 401 = OFF",
                "M_ST_NA_1 interrogated by station OA 7 CA 32 IOA 501 = 5",
                "M_ME_NC_1 interrogated by station OA 7 CA 32 IOA 601 = 49.98",
                "M_ME_NB_1 interrogated by station OA 7 CA 32 IOA 602 = -10",
                "M_ME_NA_1 interrogated by station OA 7 CA 32 IOA 603 = -0.499969",
                "C_IC_NA_1 activation termination OA 7 CA 32 IOA 0 = station",
            },
            master.Got);
    }

    [TestMethod]
    public async Task An_interrogation_shows_what_was_sent_last()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        await rtu.SendAsync(TypeIdentification.M_DP_TB_1, TestRtu.Breaker, 2, Quality.Invalid);
        await master.Station.InterrogateAsync(TestRtu.Number).WaitAsync(Patience.Limit);
        await master.GetsAsync("M_DP_NA_1 interrogated by station CA 32 IOA 301 = ON (IV)");
    }

    [TestMethod]
    [DataRow(21, "M_SP_NA_1 interrogated by group 1 CA 32 IOA 401")]
    [DataRow(22, "M_DP_NA_1 interrogated by group 2 CA 32 IOA 301")]
    [DataRow(27, "M_ME_NC_1 interrogated by group 7 CA 32 IOA 601")]
    public async Task A_group_is_a_kind_of_points(int qualifier, string expected)
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        var result = await master.Station.InterrogateAsync(TestRtu.Number, (byte)qualifier).WaitAsync(Patience.Limit);
        Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 1), result);
        await master.GetsAsync(expected);
    }

    [TestMethod]
    public async Task An_empty_group_is_confirmed_and_terminated_and_one_that_is_none_refused()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        Assert.AreEqual(new InterrogationResult(RequestOutcome.Positive, 0), await master.Station.InterrogateAsync(TestRtu.Number, 36).WaitAsync(Patience.Limit));
        Assert.AreEqual(RequestOutcome.Negative, (await master.Station.InterrogateAsync(TestRtu.Number, 37).WaitAsync(Patience.Limit)).Outcome);
    }

    [TestMethod]
    public async Task Many_points_are_packed_into_few_ASDUs()
    {
        var many = TestRtu.Signals with { Rows = [.. Enumerable.Range(1, 300).Select(n => TestRtu.Row(n, n, TypeIdentification.M_SP_TB_1, (uint)n, n % 2))] };
        await using var rtu = TestRtu.Start(many);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        Assert.AreEqual(300, (await master.Station.InterrogateAsync(TestRtu.Number).WaitAsync(Patience.Limit)).Objects);
        await master.GetsAsync("activation termination");
        Assert.HasCount(5, master.Of("M_SP_NA_1"));
    }

    [TestMethod]
    public async Task The_broadcast_address_is_answered_under_the_RTUs_own()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        Assert.AreEqual(6, (await master.Station.InterrogateAsync(CommonAddress.Broadcast).WaitAsync(Patience.Limit)).Objects);
        await master.GetsAsync("C_IC_NA_1 activation termination CA 32");
    }

    [TestMethod]
    public async Task A_read_brings_one_point()
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        Assert.AreEqual(RequestOutcome.Positive, await master.Station.ReadAsync(TestRtu.Number, new InformationObjectAddress(601)).WaitAsync(Patience.Limit));
        await master.GetsAsync("M_ME_NC_1 request CA 32 IOA 601 = 49.98");
    }

    [TestMethod]
    [DataRow("AA 01 06 00 20 00 01 00 00 00", "type 170 unknown type identification negative")]
    [DataRow("1E 01 06 00 20 00 01 00 00 00 00 00 00 00 00 00 00", "M_SP_TB_1 unknown type identification negative")]
    [DataRow("7A 01 05 00 20 00 01 00 00 01 00 00 00", "F_SC_NA_1 unknown type identification negative")]
    [DataRow("7A 01 0D 00 20 00 01 00 00 01 00 00 01", "F_SC_NA_1 unknown type identification negative CA 32 IOA 1")]
    [DataRow("78 01 0D 00 20 00 01 00 00 01 00 09 00 00 00", "F_FR_NA_1 unknown type identification negative CA 32 IOA 1")]
    [DataRow("64 01 03 00 20 00 00 00 00 14", "C_IC_NA_1 unknown cause of transmission negative")]
    [DataRow("66 01 06 00 20 00 2D 01 00", "C_RD_NA_1 unknown cause of transmission negative")]
    [DataRow("64 01 06 00 21 00 00 00 00 14", "C_IC_NA_1 unknown common address negative CA 33")]
    [DataRow("2D 01 06 00 FF FF F1 55 00 01", "C_SC_NA_1 unknown common address negative CA 65535")]
    [DataRow("66 01 05 00 20 00 01 00 00", "C_RD_NA_1 unknown information object address negative")]
    [DataRow("2D 01 06 00 20 00 01 00 00 01", "C_SC_NA_1 unknown information object address negative")]
    [DataRow("6E 01 06 00 20 00 01 00 00 00 00 00", "P_ME_NA_1 unknown information object address negative")]
    [DataRow("6E 01 06 00 20 00 59 02 00 00 00 01", "P_ME_NA_1 activation confirmation CA 32 IOA 601")]
    [DataRow("68 01 06 00 20 00 00 00 00 AA 55", "C_TS_NA_1 activation confirmation")]
    [DataRow("6B 01 06 00 20 00 00 00 00 01 00 00 00 00 00 01 01 1A", "C_TS_TA_1 activation confirmation")]
    [DataRow("6A 01 06 00 20 00 00 00 00 00 00", "C_CD_NA_1 activation confirmation")]
    [DataRow("64 01 08 00 20 00 00 00 00 14", "C_IC_NA_1 deactivation confirmation")]
    public async Task What_is_unknown_is_told_and_what_is_known_confirmed(string request, string answer)
    {
        await using var rtu = TestRtu.Start();
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        master.Station.SendRaw(Unit.Hex.Of(request));
        await master.GetsAsync(answer);
    }

    [TestMethod]
    public async Task What_does_not_fit_its_length_is_not_answered()
    {
        var seen = new Recorder();
        await using var rtu = TestRtu.Start(sink: seen);
        await using var master = await TestMaster.StartAsync(rtu.Ports[0]);
        master.Station.SendRaw(Unit.Hex.Of("64 02 06 00 20 00 00 00 00 14"));
        await master.SettleAsync(TestRtu.Number);
        Assert.HasCount(2, master.Of("C_IC_NA_1"));
        Assert.Contains(s => s.Comment.Contains("octets", StringComparison.Ordinal), seen.Seen);
    }
}
