using Gateway.Host.Services;
using Gateway.Host.Services.Systemd;
using Gateway.Tests.Integration.Foreign;
using Gateway.Tests.Integration.Program;

namespace Gateway.Tests.Integration.Services;

/// <summary>What systemd itself says of our units (H1): they are right, and they may do little.</summary>
[TestClass]
public sealed class UnitAnalyzeTests : IDisposable
{
    private static readonly ServiceNeeds[] Needs = [ServiceNeeds.None, new(LowPorts: true, Clock: false), new(LowPorts: false, Clock: true), new(LowPorts: true, Clock: true)];

    private readonly string _units = Directory.CreateTempSubdirectory("gateway-test-").FullName;

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(null)]
    [DataRow("north")]
    public async Task A_unit_is_right(string? instance)
    {
        foreach (var needs in Needs)
        {
            Write(instance, needs);
            using var verify = Analyze("verify", $"{ServiceNames.Of(instance)}.service");
            Assert.AreEqual("", await verify.EndAsync());
        }
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public async Task A_unit_with_a_word_that_systemd_does_not_know_would_be_found()
    {
        Write(instance: null, ServiceNeeds.None);
        await File.AppendAllTextAsync(Path.Combine(_units, "iec104-gateway.service"), "[Service]\nProtectEverything=yes\n");
        using var verify = Analyze("verify", "iec104-gateway.service");
        Assert.Contains("ProtectEverything", await verify.EndAsync());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(null)]
    [DataRow("north")]
    public async Task Its_exposure_is_at_most_2_and_2_1_with_both_capabilities(string? instance)
    {
        foreach (var needs in Needs)
        {
            // Times ten: 0 is nothing, 96 a service of root's without any limit.
            var most = needs is { LowPorts: true, Clock: true } ? 21 : 20;
            Write(instance, needs);
            using var security = Analyze("security", "--offline=true", "--no-pager", $"--threshold={most}", $"{ServiceNames.Of(instance)}.service");
            Assert.Contains("Overall exposure level", await security.EndAsync());
        }
    }

    public void Dispose() => Directory.Delete(_units, recursive: true);

    private Tool Analyze(params string[] words) => Tool.Start("env", [$"SYSTEMD_UNIT_PATH={_units}:", Tool.Find("systemd-analyze"), .. words]);

    private void Write(string? instance, ServiceNeeds needs)
    {
        var dropIns = Path.Combine(_units, $"{ServiceNames.Of(instance)}.service.d");
        _ = Directory.CreateDirectory(dropIns);
        File.WriteAllText(Path.Combine(_units, instance is null ? "iec104-gateway.service" : "iec104-gateway@.service"), UnitText.Unit([GatewayProgram.Executable], instance is not null));
        File.WriteAllText(Path.Combine(dropIns, "10-install.conf"), UnitText.DropIn([GatewayProgram.Executable], instance, ["--ini", "a b.csv"], needs, user: null));
    }
}
