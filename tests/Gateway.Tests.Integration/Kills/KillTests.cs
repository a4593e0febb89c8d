namespace Gateway.Tests.Integration.Kills;

/// <summary>Killed at any moment, under load, the gateway loses no event (D1, D3, D4). How many kills: <c>GATEWAY_KILLS</c>, or a few.</summary>
[TestClass]
public sealed class KillTests
{
    private static readonly int Factor = int.Parse(Environment.GetEnvironmentVariable("GATEWAY_KILLS") ?? "10");

    [TestMethod, TestProperty("Rule", "D1")]
    [DataRow(1, 0, false, false, false, DisplayName = "one master")]
    [DataRow(2, 0, false, false, false, DisplayName = "two masters")]
    [DataRow(3, 1, false, false, false, DisplayName = "three masters, one dies")]
    [DataRow(2, 2, true, false, false, DisplayName = "two masters, both die, and the RTU's line is cut")]
    [DataRow(2, 0, false, true, true, DisplayName = "two masters, one hangs, and SIGTERM comes now and then")]
    public async Task With_any_no_event_is_lost(int masters, int dying, bool cutsLine, bool hangs, bool terminates) =>
        AssertNothingLost(await new KillRun("any", masters, dying, cutsLine, hangs, terminates).RunAsync(Factor));

    private static void AssertNothingLost(KillRun run)
    {
        Console.WriteLine(run);
        Assert.AreEqual(0, run.Lost, run.ToString());
        Assert.AreEqual(0, run.OutOfOrder, run.ToString());
        Assert.IsGreaterThan(run.Kills * 2 / 5, run.KillsWithUnconfirmed, run.ToString());
    }
}
