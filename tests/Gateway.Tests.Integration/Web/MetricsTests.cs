using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Gateway.Host.Status;
using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Web;

/// <summary>The metrics as Prometheus reads them (O3).</summary>
[TestClass]
public sealed partial class MetricsTests
{
    [TestMethod, TestProperty("Rule", "O3")]
    public async Task Every_line_is_as_the_format_asks_and_the_values_are_the_gateways()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.150"), 0));
        var group = WebRig.Group("1", rtu) with { Name = "a \"quoted\\name\"\nin two lines" };
        await using var rig = await WebRig.StartAsync(group);
        await using var master = await Scada.StartAsync("127.0.0.2", group.Ports[0].Listen.Port);
        rtu.Set(WebRig.Station, new InformationObjectAddress(1), isOn: true);
        await master.GetsAsync("IOA 1 = ON");

        using var answer = await rig.Http.GetAsync(new Uri("metrics", UriKind.Relative));
        Assert.AreEqual("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var samples = Parse(await answer.Content.ReadAsStringAsync());
        Assert.AreEqual(1, samples["iec104_gateway_rtu_received_asdus_total{group=\"1\"}"]);
        Assert.AreEqual(2, samples["iec104_gateway_masters_sent_asdus_total{group=\"1\"}"]);
        Assert.AreEqual(1, samples["iec104_gateway_rtu_started{group=\"1\"}"]);
        Assert.AreEqual(1, samples["iec104_gateway_masters_started{group=\"1\"}"]);
        Assert.AreEqual(1, samples[$"iec104_gateway_port_available{{group=\"1\",port=\"{group.Ports[0].Listen.Port}\"}}"]);
        Assert.AreEqual(1, samples["iec104_gateway_group_info{group=\"1\",name=\"a \\\"quoted\\\\name\\\"\\nin two lines\"}"]);
        Assert.IsGreaterThan(0, samples["process_resident_memory_bytes"]);
    }

    [TestMethod, TestProperty("Rule", "O3")]
    public void Every_metric_stands_in_the_document_and_the_other_way_round()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "metrics.md"));
        Assert.AreSequenceEqual(
            MetricTable.All.Select(m => $"{m.FullName} {Words.Of(m.Kind)}").Order(StringComparer.Ordinal),
            Rows().Matches(document).Select(m => $"{m.Groups["name"].Value} {m.Groups["kind"].Value}").Order(StringComparer.Ordinal));
    }

    [TestMethod, TestProperty("Rule", "O3")]
    public void Names_follow_the_conventions()
    {
        foreach (var metric in MetricTable.All)
        {
            Assert.MatchesRegex("^[a-z][a-z0-9_]*$", metric.FullName);
            Assert.AreEqual(metric.Kind == MetricKind.Counter, metric.Name.EndsWith("_total", StringComparison.Ordinal), metric.Name);
        }
    }

    // Each sample behind the HELP and TYPE of its name, each name once, no sample twice.
    private static Dictionary<string, double> Parse(string text)
    {
        Assert.EndsWith("\n", text);
        var samples = new Dictionary<string, double>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (helped, typed) = ("", "");
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                helped = help.Groups["name"].Value;
                Assert.IsTrue(seen.Add(helped), $"{helped} comes twice");
            }
            else if (Kind().Match(line) is { Success: true } type)
            {
                typed = type.Groups["name"].Value;
                Assert.AreEqual(helped, typed);
            }
            else
            {
                var sample = Sample().Match(line);
                Assert.IsTrue(sample.Success, $"no line of the format: {line}");
                Assert.AreEqual(typed, sample.Groups["name"].Value);
                samples.Add(sample.Groups["series"].Value, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture));
            }
        }

        return samples;
    }

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Kind();

    [GeneratedRegex(
        @"^(?<series>(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\]|\\[\\""n])*""(,[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\]|\\[\\""n])*"")*\})?) (?<value>-?[0-9.]+(E[-+]?[0-9]+)?)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex(@"^\| `(?<name>[a-z0-9_]+)` \| (?<kind>counter|gauge) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();
}
