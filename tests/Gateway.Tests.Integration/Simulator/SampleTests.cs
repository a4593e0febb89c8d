using Gateway.Simulator.Reports;
using Gateway.Simulator.Scenarios;
using Gateway.Tests.Integration.Program;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Simulator;

/// <summary>Sample scenarios through the gateway's program, on ports of their own.</summary>
[TestClass]
public sealed class SampleTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public Task Ten_thousand_signals_reach_three_masters_and_none_is_lost() => PassesAsync("avalanche.scenario", "127.0.1.85");

    [TestMethod]
    public Task Every_kind_of_signal_and_request_goes_from_end_to_end() => PassesAsync("end-to-end.scenario", "127.0.1.86");

    [TestMethod]
    public Task A_clock_is_set_and_its_time_seen() => PassesAsync("time-synchronization.scenario", "127.0.1.87");

    [TestMethod]
    public Task Feeders_are_shed_in_their_order() => PassesAsync("load-shedding.scenario", "127.0.1.88");

    [TestMethod]
    public Task A_fault_is_located_isolated_and_supply_restored() => PassesAsync("flisr.scenario", "127.0.1.89", "127.0.1.90");

    [TestMethod]
    public async Task The_standby_takes_over_whichever_rtu_the_gateway_met_first()
    {
        await PassesAsync("switchover.scenario", "127.0.1.91", "127.0.1.92", redundant: true);
        await PassesAsync("switchover.scenario", "127.0.1.91", "127.0.1.92", redundant: true, secondFirst: true);
    }

    // The samples' RTUs are 127.0.1.1 and 127.0.1.2; here they are others, so that tests can run beside each other.
    private async Task PassesAsync(string name, string first, string second = "", bool redundant = false, bool secondFirst = false)
    {
        var (port, otherPort, rtuPort) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        string[] hosts = [$"{first}:{rtuPort}", .. second.Length > 0 ? [$"{second}:{rtuPort}"] : Array.Empty<string>()];
        var ofFirst = !redundant ? hosts[0] : string.Join(';', secondFirst ? hosts.Reverse() : hosts);
        var other = second.Length > 0 && !redundant ? $"222,South,{otherPort},42,5,60,15,10,20,8,12,1000,Y,all,{hosts[1]},\n" : "";
        using var gateway = GatewayProgram.Start(
            $"iec104MM2SS-1port-v1.0\n111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,{ofFirst},\n{other}", "-n", "-i", "stations.csv");

        var path = Path.Combine(Repository.Root, "config", "simulator", name);
        var lines = (await File.ReadAllLinesAsync(path, TestContext.CancellationToken)).Select(l => l
            .Replace("127.0.1.1:2411", hosts[0], StringComparison.Ordinal)
            .Replace("127.0.1.2:2411", hosts[^1], StringComparison.Ordinal));
        var masters = new Dictionary<string, string> { ["gateway"] = $"127.0.0.1:{port}", ["north"] = $"127.0.0.1:{port}", ["south"] = $"127.0.0.1:{otherPort}" };
        var content = ScenarioFile.Parse(path, [.. lines], masters);
        Assert.IsNotNull(content.Scenario, string.Join('\n', content.Faults));
        var result = await new ScenarioRunner(TimeProvider.System).RunAsync(content.Scenario, TestContext.CancellationToken);
        Assert.IsTrue(result.Passed, string.Join('\n', result.Steps.Select(StepTableText.Of)));
        Assert.AreEqual(0, await gateway.Process.StopAsync());
    }
}
