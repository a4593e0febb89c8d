using Gateway.Simulator.Reports;
using Gateway.Simulator.Scenarios;
using Gateway.Tests.Integration.Program;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Simulator;

/// <summary>Sample scenarios through the gateway's program, on ports of their own.</summary>
[TestClass]
public sealed class AvalancheTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public Task Ten_thousand_signals_reach_three_masters_and_none_is_lost() => PassesAsync("avalanche.scenario", "127.0.1.85");

    [TestMethod]
    public Task Every_kind_of_signal_and_request_goes_from_end_to_end() => PassesAsync("end-to-end.scenario", "127.0.1.86");

    private async Task PassesAsync(string name, string rtu)
    {
        var (port, rtuPort) = (FreePort.Next(), FreePort.Next());
        using var gateway = GatewayProgram.Start(
            $"iec104MM2SS-1port-v1.0\n111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,{rtu}:{rtuPort},\n", "-n", "-i", "stations.csv");

        var path = Path.Combine(Repository.Root, "config", "simulator", name);
        var lines = (await File.ReadAllLinesAsync(path, TestContext.CancellationToken)).Select(l => l.Replace("127.0.1.1:2411", $"{rtu}:{rtuPort}", StringComparison.Ordinal));
        var content = ScenarioFile.Parse(path, [.. lines], new Dictionary<string, string> { ["gateway"] = $"127.0.0.1:{port}" });
        Assert.IsNotNull(content.Scenario, string.Join('\n', content.Faults));
        var result = await new ScenarioRunner(TimeProvider.System).RunAsync(content.Scenario, TestContext.CancellationToken);
        Assert.IsTrue(result.Passed, string.Join('\n', result.Steps.Select(StepTableText.Of)));
        Assert.AreEqual(0, await gateway.Process.StopAsync());
    }
}
