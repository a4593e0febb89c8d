using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Reports;
using Gateway.Simulator.Scenarios;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Simulator.Reports;

/// <summary>The report that is handed over. With GATEWAY_WRITE_DOCS=1 the golden one is written anew.</summary>
[TestClass]
public sealed class HtmlReportTests
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "Gateway.Tests.Simulator", "Reports", "golden.html");

    [TestMethod]
    public void The_report_is_the_golden_one()
    {
        var html = HtmlReport.Of(Result("Acceptance of <South>"), "bench-1", "iec104-sim 1.0");
        if (Environment.GetEnvironmentVariable("GATEWAY_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Golden, html);
        }

        Assert.AreEqual(File.ReadAllText(Golden), html);
    }

    [TestMethod]
    public void What_was_not_run_stands_in_its_section_and_in_the_verdict()
    {
        var html = HtmlReport.Of(Result("t"), "m", "p");
        Assert.Contains("Ended early: 1 of 4 steps failed, 2 not run", html);
        Assert.Contains("<th colspan=\"6\">The rest</th>", html);
    }

    [TestMethod]
    public void Steps_that_passed_show_their_frames_too()
    {
        var html = HtmlReport.Of(Result("t"), "m", "p");
        Assert.Contains("<h3 id=\"line6\">Line 6: start m1 <span class=\"comment\">(the first 1 of 4)</span></h3>", html);
    }

    [TestMethod]
    public void Nothing_of_a_file_or_a_peer_becomes_markup()
    {
        const string Evil = "<script>alert('x')</script>";
        var html = HtmlReport.Of(Result(Evil), Evil, Evil);
        Assert.DoesNotContain("<script", html);
        Assert.Contains("&lt;script&gt;", html);
    }

    [TestMethod]
    public void It_needs_nothing_from_elsewhere()
    {
        var html = HtmlReport.Of(Result("t"), "m", "p");
        foreach (var outside in new[] { "http:", "https:", "src=", "@import", "url(", "<link" })
        {
            Assert.DoesNotContain(outside, html);
        }
    }

    private static ScenarioResult Result(string title)
    {
        var scenario = ScenarioFile.Parse(
            "south.scenario",
            [
                $"title \"{title}\"",
                "rtu A ca 7 on 127.0.1.1:2411",
                "signal 1 M_SP_TB_1 ioa 1001 = OFF to 1010",
                "master m1 to 127.0.0.1:2404 from 127.0.0.2",
                "section \"Start & stop\"",
                "start m1",
                "expect M_SP_TB_1 ioa 1001 = ON at m1 within 5 s",
                "wait 1 s",
                "section \"The rest\"",
                "stop m1",
            ]).Scenario!;
        var began = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(1));
        var writer = new AsduWriter(new byte[AsduView.MaxOctets], new AsduHead(TypeIdentification.M_SP_TB_1, default, Cause.Spontaneous, default, new CommonAddress(7)));
        writer.Add(new InformationObjectAddress(1001), new Siq(0x80), new Cp56Time2a(began.DateTime));
        writer.Add(new InformationObjectAddress(1002), new Siq(true), new Cp56Time2a(began.DateTime));
        var frames = SignalReader.Read(began.DateTime.AddMilliseconds(40), "m1", SignalDirection.Received, new IPEndPoint(IPAddress.Loopback, 2404), writer.Asdu.Octets.ToArray(), title);
        return new ScenarioResult(
            scenario,
            began,
            TimeSpan.FromSeconds(5.25),
            [
                new StepResult(scenario.Steps[0], TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(21), Passed: true, "done", [frames[0]], 3),
                new StepResult(scenario.Steps[1], TimeSpan.FromMilliseconds(24), TimeSpan.FromSeconds(5), Passed: false, $"m1: instead IOA 1001 = OFF (IV) {title}", [.. frames], 12),
            ],
            System.Collections.Immutable.ImmutableSortedDictionary<string, Gateway.Simulator.Masters.RoundTripSnapshot>.Empty,
            42);
    }
}
