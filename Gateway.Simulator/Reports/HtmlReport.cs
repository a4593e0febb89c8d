using System.Net;
using System.Text;
using Gateway.Simulator.Scenarios;
using Gateway.Simulator.Scenarios.Steps;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Reports;

/// <summary>
/// A scenario's result as one HTML file to hand over: no script, nothing from elsewhere, made for paper as well as for a screen. Whatever comes
/// from files and peers is escaped.
/// </summary>
public static class HtmlReport
{
    /// <param name="result">How it went.</param>
    /// <param name="machine">Where it ran.</param>
    /// <param name="program">What ran it, with its version.</param>
    public static string Of(ScenarioResult result, string machine, string program)
    {
        var html = new StringBuilder();
        var title = Safe(result.Scenario.Title);
        _ = html.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <header>
            <p class="kind">Test report, IEC 60870-5-104</p>
            <h1>{title}</h1>
            <p class="verdict {(result.Passed ? "passed" : "failed")}">{Verdict(result)}</p>
            </header>

            """);
        Facts(html, result, machine, program);
        Stations(html, result);
        Steps(html, result);
        Failures(html, result);
        Passes(html, result);
        _ = html.Append("""
            <footer>
            <p class="sign"><span>Tested by</span><span>Date</span><span>Accepted by</span></p>
            </footer>
            </body>
            </html>

            """);
        return html.ToString();
    }

    private static string Verdict(ScenarioResult result)
    {
        var left = result.Scenario.Steps.Length - result.Steps.Length;
        return result.Passed ? $"Passed: {Text.Count(result.Steps.Length, "step")}, none failed"
            : left > 0 ? $"Ended early: {result.Failed} of {Text.Count(result.Scenario.Steps.Length, "step")} failed, {left} not run"
            : $"Failed: {result.Failed} of {Text.Count(result.Scenario.Steps.Length, "step")} failed";
    }

    private static void Facts(StringBuilder html, ScenarioResult result, string machine, string program)
    {
        _ = html.Append("<table class=\"facts\">\n");
        Fact("Begun", $"{result.Began:yyyy-MM-dd HH:mm:ss zzz}");
        Fact("Took", Text.Of(TimeSpan.FromMilliseconds(Math.Round(result.Took.TotalMilliseconds))));
        Fact("Machine", machine);
        Fact("Program", program);
        Fact("Files", string.Join(", ", result.Scenario.Files));
        if (result.Scenario.Variables.Count > 0)
        {
            Fact("Variables", string.Join(", ", result.Scenario.Variables.Select(v => $"{v.Key} = {v.Value}")));
        }

        Fact("Information objects", $"{result.Signals} sent and received by the simulated stations");
        foreach (var (name, trips) in result.RoundTrips)
        {
            Fact($"Requests of {name}", trips.ToString());
        }

        _ = html.Append("</table>\n");
        void Fact(string name, string value) => html.Append($"<tr><th>{Safe(name)}</th><td>{Safe(value)}</td></tr>\n");
    }

    private static void Stations(StringBuilder html, ScenarioResult result)
    {
        _ = html.Append("<h2>Simulated stations</h2>\n<table>\n<thead><tr><th>Station</th><th>Kind</th><th>Address</th><th class=\"n\">CA</th><th class=\"n\">Points</th></tr></thead>\n<tbody>\n");
        foreach (var rtu in result.Scenario.Rtus)
        {
            _ = html.Append($"<tr><td>{Safe(rtu.Config.Name)}</td><td>RTU</td><td>listens on {Safe(string.Join(", ", rtu.Config.Ports.Select(p => p.Local)))}</td><td class=\"n\">{rtu.Config.Number}</td><td class=\"n\">{rtu.Signals.Rows.Length}</td></tr>\n");
        }

        foreach (var master in result.Scenario.Masters)
        {
            var from = master.LocalAddress is { } address ? $"from {address} " : "";
            _ = html.Append($"<tr><td>{Safe(master.Name)}</td><td>Master</td><td>{Safe(from)}to {Safe(string.Join(" or ", master.Targets))}</td><td class=\"n\">{master.Address}</td><td></td></tr>\n");
        }

        _ = html.Append("</tbody>\n</table>\n");
    }

    private static void Steps(StringBuilder html, ScenarioResult result)
    {
        _ = html.Append("<h2>Steps</h2>\n<table class=\"steps\">\n<thead><tr><th class=\"n\">Line</th><th>Step</th><th class=\"n\">At</th><th class=\"n\">Took</th><th>Result</th><th>Seen</th></tr></thead>\n<tbody>\n");
        var section = "";
        foreach (var step in result.Steps)
        {
            Heading(step.Step);
            var name = step.Passed && step.Frames.IsEmpty ? $"{step.Step.Line}" : $"<a href=\"#line{step.Step.Line}\">{step.Step.Line}</a>";
            _ = html.Append($"<tr class=\"{(step.Passed ? "passed" : "failed")}\"><td class=\"n\">{name}</td><td class=\"step\">{Safe(step.Step.Text)}</td><td class=\"n\">{Seconds(step.Started)}</td><td class=\"n\">{Seconds(step.Took)}</td><td class=\"result\">{(step.Passed ? "passed" : "FAILED")}</td><td>{Safe(step.Seen)}</td></tr>\n");
        }

        foreach (var step in result.Scenario.Steps.Skip(result.Steps.Length))
        {
            Heading(step);
            _ = html.Append($"<tr class=\"failed\"><td class=\"n\">{step.Line}</td><td class=\"step\">{Safe(step.Text)}</td><td></td><td></td><td class=\"result\">not run</td><td>the test was ended before</td></tr>\n");
        }

        _ = html.Append("</tbody>\n</table>\n");
        void Heading(Step step)
        {
            if (step.Section != section)
            {
                section = step.Section;
                _ = html.Append($"<tr class=\"section\"><th colspan=\"6\">{Safe(section)}</th></tr>\n");
            }
        }
    }

    private static void Failures(StringBuilder html, ScenarioResult result)
    {
        foreach (var step in result.Steps.Where(s => !s.Passed))
        {
            var expected = step.Step.Expected.Length > 0 ? step.Step.Expected : "that it can be done";
            _ = html.Append($"<section id=\"line{step.Step.Line}\">\n<h2>Line {step.Step.Line}: {Safe(step.Step.Text)}</h2>\n<table class=\"facts\">\n<tr><th>Expected</th><td>{Safe(expected)}</td></tr>\n<tr><th>Seen</th><td>{Safe(step.Seen)}</td></tr>\n</table>\n");
            if (step.Frames.IsEmpty)
            {
                _ = html.Append("<p>No station sent or received anything around it.</p>\n</section>\n");
                continue;
            }

            _ = html.Append($"<p class=\"above\">What the stations sent and received around it{(step.FramesLeftOut > 0 ? $" ({step.Frames.Length} that concern it; {step.FramesLeftOut} others are left out)" : "")}:</p>\n");
            FrameTable.Write(html, step.Frames);
            _ = html.Append("</section>\n");
        }
    }

    private static void Passes(StringBuilder html, ScenarioResult result)
    {
        var steps = result.Steps.Where(s => s.Passed && !s.Frames.IsEmpty).ToArray();
        if (steps.Length == 0)
        {
            return;
        }

        _ = html.Append("<h2>What was sent and received in the steps that passed</h2>\n");
        foreach (var step in steps)
        {
            var more = step.FramesLeftOut > 0 ? $" <span class=\"comment\">(the first {step.Frames.Length} of {step.Frames.Length + step.FramesLeftOut})</span>" : "";
            _ = html.Append($"<h3 id=\"line{step.Step.Line}\">Line {step.Step.Line}: {Safe(step.Step.Text)}{more}</h3>\n");
            FrameTable.Write(html, step.Frames);
        }
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.000} s";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
