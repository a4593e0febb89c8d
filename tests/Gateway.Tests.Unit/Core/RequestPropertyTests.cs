namespace Gateway.Tests.Unit.Core;

/// <summary>Random interleavings of masters and RTU: <see cref="RequestRules"/> hold at every step.</summary>
[TestClass]
public sealed class RequestPropertyTests
{
    private const int Steps = 4000;

    [TestMethod, TestProperty("Rule", "R3"), TestProperty("Rule", "R4"), TestProperty("Rule", "R5"), TestProperty("Rule", "R7"), TestProperty("Rule", "R9")]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(8)]
    public void Whatever_masters_and_RTU_do_the_rules_of_requests_hold(int seed)
    {
        var storm = new RequestStorm(seed);
        for (var step = 0; step < Steps; step++)
        {
            storm.Step();
        }

        storm.End();
        storm.Bench.RtuIsLost();
        Assert.AreEqual(0, storm.Bench.Group.Stored);

        // It was a storm: most of it was asked, sent and answered.
        var (all, sent, answered) = storm.Count;
        Assert.IsGreaterThan(Steps / 3, all);
        Assert.IsGreaterThan(all / 4, sent);
        Assert.IsGreaterThan(all / 2, answered);
    }
}
