using System.Text.RegularExpressions;
using Gateway.Host.Services;
using Gateway.Host.Services.Systemd;
using Gateway.Tests.Integration.Foreign;
using Gateway.Tests.Integration.Program;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Services;

/// <summary>What systemd itself says of our units (H1): they are right, and they may do little.</summary>
[TestClass]
public sealed partial class UnitAnalyzeTests : IDisposable
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
    public async Task Its_exposure_is_at_most_2_and_what_its_document_says(string? instance)
    {
        var told = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "service-linux.md"));
        string[] lines = ["says 1.1 (", "`CAP_NET_BIND_SERVICE` | 1.4 |", "the calls that set the clock | 1.9 |", "| both | both | 2.0 |"];
        foreach (var (needs, line) in Needs.Zip(lines))
        {
            // Times ten: 0 is nothing, 96 a service of root's without any limit.
            Write(instance, needs);
            using var security = Analyze("security", "--offline=true", "--no-pager", "--threshold=20", $"{ServiceNames.Of(instance)}.service");
            var level = Level().Match(await security.EndAsync()).Groups[1].Value;
            Assert.Contains(level, line);
            Assert.Contains(line, told);
        }
    }

    [GeneratedRegex("Overall exposure level for .*: ([0-9.]+) ")]
    private static partial Regex Level();

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
