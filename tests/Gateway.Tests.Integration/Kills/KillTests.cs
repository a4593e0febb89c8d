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
    [DataRow(1, 0, false, true, false, DisplayName = "one master, and it hangs")]
    [DataRow(2, 2, true, false, false, DisplayName = "two masters, both die, and the RTU's line is cut")]
    [DataRow(2, 0, false, true, true, DisplayName = "two masters, one hangs, and SIGTERM comes now and then")]
    public async Task With_any_no_event_is_lost(int masters, int dying, bool cutsLine, bool hangs, bool terminates) =>
        AssertNothingLost(await new KillRun("any", masters, dying, cutsLine, hangs, terminates).RunAsync(Factor));

    // Its socket is full, not only its acknowledgements are missing.
    [TestMethod, TestProperty("Rule", "D1"), TestProperty("Rule", "D5")]
    [DataRow(1, false, DisplayName = "one master, and it stops reading")]
    [DataRow(2, true, DisplayName = "two masters, one stops reading, and SIGTERM comes now and then")]
    public async Task With_any_and_a_master_that_stops_reading_no_event_is_lost(int masters, bool terminates) =>
        AssertNothingLost(await new KillRun("any", masters, terminates: terminates, deafens: true).RunAsync(Factor));

    [TestMethod, TestProperty("Rule", "D1")]
    [DataRow(2, 0, false, DisplayName = "two masters")]
    [DataRow(3, 1, true, DisplayName = "three masters, one dies, and the RTU's line is cut")]
    public async Task With_all_no_event_is_missing_at_a_master_that_stayed(int masters, int dying, bool cutsLine) =>
        AssertNothingLost(await new KillRun("all", masters, dying, cutsLine).RunAsync(Factor));

    // The same run as with a master that hangs above: if it lost nothing either, those tests would prove nothing.
    [TestMethod, TestProperty("Rule", "D1")]
    public async Task With_received_events_are_lost()
    {
        var run = await new KillRun("received", masters: 1, hangs: true).RunAsync(Factor);
        Console.WriteLine(run);
        Assert.IsGreaterThan(0, run.Lost, run.ToString());
    }

    private static void AssertNothingLost(KillRun run)
    {
        Console.WriteLine(run);
        Assert.AreEqual(0, run.Lost, run.ToString());
        Assert.AreEqual(0, run.OutOfOrder, run.ToString());
        Assert.IsGreaterThan(run.Kills * 2 / 5, run.KillsWithUnconfirmed, run.ToString());
    }
}
