using Gateway.Abstractions.Configuration;
using Gateway.Host.Time;

namespace Gateway.Tests.Integration.Time;

/// <summary>How command line and file combine: the file's interval overrides, its servers stand behind.</summary>
[TestClass]
public sealed class TimeArgumentsTests
{
    private static readonly TimeConfig File = new() { Servers = ["10.1.1.15", "pool.ntp.org"], UpdateInterval = TimeSpan.FromSeconds(600), MaxStep = TimeSpan.FromSeconds(60) };

    private readonly List<string> _warnings = [];

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "H1")]
    public void The_servers_of_the_file_are_asked_behind_those_of_the_command_line() =>
        Assert.AreSequenceEqual(["a", "b", "10.1.1.15", "pool.ntp.org"], Parse(null, "a", "b").With(File).Servers);

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "H1")]
    public void A_server_of_both_is_asked_once() =>
        Assert.AreSequenceEqual(["POOL.ntp.org", "10.1.1.15"], Parse(null, "POOL.ntp.org").With(File).Servers);

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "H1")]
    [DataRow("30", 600, 600)]
    [DataRow("30", null, 30)]
    [DataRow(null, 600, 600)]
    [DataRow(null, null, null)]
    public void The_interval_of_the_file_overrides(string? argument, int? file, int? expected)
    {
        var config = Parse(argument).With(File with { UpdateInterval = file is { } s ? TimeSpan.FromSeconds(s) : null });
        Assert.AreEqual(expected, (int?)config.UpdateInterval?.TotalSeconds);
        Assert.AreEqual(File.MaxStep, config.MaxStep);
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "H1")]
    [DataRow("soon")]
    [DataRow("0")]
    [DataRow("-5")]
    [DataRow("1.5")]
    [DataRow("86401")]
    [DataRow("")]
    public void What_is_no_interval_is_told_and_left_out(string argument)
    {
        Assert.IsNull(Parse(argument).UpdateInterval);
        Assert.StartsWith($"--ntp_update_every_sec '{argument}' is not a number from 1 to 86400", Assert.ContainsSingle(_warnings));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public void Without_arguments_the_file_holds_as_it_is()
    {
        var config = Parse(null).With(File);
        Assert.AreEqual(File, config with { Servers = File.Servers });
        Assert.IsEmpty(_warnings);
    }

    private TimeArguments Parse(string? seconds, params string[] servers) => TimeArguments.Parse(seconds, servers, _warnings.Add);
}
