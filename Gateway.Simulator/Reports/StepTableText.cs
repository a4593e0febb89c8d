using System.Text;
using Gateway.Simulator.Scenarios;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Reports;

/// <summary>A scenario's result as a terminal shows it.</summary>
public static class StepTableText
{
    /// <summary>One step: <c>passed   12   1.204 s  expect ...  m1: ...</c></summary>
    public static string Of(StepResult step)
    {
        var text = new StringBuilder($"{(step.Passed ? "passed" : "FAILED")}  line {step.Step.Line,3}  at {step.Started.TotalSeconds,8:0.000} s  {step.Step.Text}");
        _ = text.Append(step.Passed ? $"\n            {step.Seen}" : $"\n            expected: {Expected(step)}\n            seen:     {step.Seen}");
        return text.ToString();
    }

    /// <summary>The last line.</summary>
    public static string Verdict(ScenarioResult result)
    {
        var left = result.Scenario.Steps.Length - result.Steps.Length;
        return $"{result.Scenario.Title}: {(result.Passed ? "passed" : "FAILED")}, {result.Steps.Length - result.Failed} of {Text.Count(result.Scenario.Steps.Length, "step")} passed, {result.Failed} failed{(left > 0 ? $", {left} not run" : "")}, in {Text.Of(TimeSpan.FromMilliseconds(Math.Round(result.Took.TotalMilliseconds)))}";
    }

    private static string Expected(StepResult step) => step.Step.Expected.Length > 0 ? step.Step.Expected : "that it can be done";
}
