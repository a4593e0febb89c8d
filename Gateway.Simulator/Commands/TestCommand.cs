using System.CommandLine;
using System.Reflection;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Reports;
using Gateway.Simulator.Scenarios;

namespace Gateway.Simulator.Commands;

/// <summary><c>iec104-sim test SCENARIO [NAME=VALUE ...] [--gateway HOST:PORT] [--report FILE.html] [--log FILE.csv]</c></summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("SCENARIO") { Description = "The scenario's file." };
        var variables = new Argument<string[]>("NAME=VALUE") { Description = "Variables of the scenario; they go before its own.", Arity = ArgumentArity.ZeroOrMore };
        var gateway = new Option<string?>("--gateway") { Description = "The variable gateway: where masters connect to.", HelpName = "HOST:PORT" };
        var report = new Option<string?>("--report") { Description = "Writes the report: one HTML file.", HelpName = "FILE.html" };
        var log = new Option<string?>("--log") { Description = "A file for every signal that the stations send and receive, as comma-separated lines.", HelpName = "FILE.csv" };
        var check = new Option<bool>("--check") { Description = "Only reads the scenario and says what is wrong." };
        var command = new Command("test", "Runs a scenario. Exit code 0: passed; 1: a step failed; 2: the scenario or the command line is wrong; 3: a port cannot be had.")
        {
            scenario, variables, gateway, report, log, check,
        };
        command.SetAction(parsed => RunAsync(
            parsed.GetValue(scenario)!, parsed.GetValue(variables) ?? [], parsed.GetValue(gateway), parsed.GetValue(report), parsed.GetValue(log), parsed.GetValue(check)));
        return command;
    }

    private static async Task<int> RunAsync(string path, string[] given, string? gateway, string? report, string? log, bool checkOnly)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in given)
        {
            var equals = variable.IndexOf('=');
            if (equals < 1)
            {
                return Wrong($"\"{variable}\" is no variable: write NAME=VALUE, as rtu_port=2411");
            }

            variables[variable[..equals]] = variable[(equals + 1)..];
        }

        if (gateway is not null)
        {
            variables["gateway"] = gateway;
        }

        var content = ScenarioFile.Read(path, variables);
        foreach (var finding in content.Findings)
        {
            await Console.Error.WriteLineAsync(finding.ToString());
        }

        foreach (var fault in content.Faults)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
        }

        if (content.Scenario is null)
        {
            return ExitCode.Usage;
        }

        if (checkOnly)
        {
            await Console.Out.WriteLineAsync($"{path}: {Wording.Text.Count(content.Scenario.Steps.Length, "step")}, no fault");
            return ExitCode.Good;
        }

        return await RunAsync(content.Scenario, report, log);
    }

    private static async Task<int> RunAsync(Scenario scenario, string? report, string? logFile)
    {
        // A test may take hours: what cannot be written is told before it begins.
        if (report is not null && WhyNotWritten(report) is { } why)
        {
            return Wrong($"--report {report}: {why}");
        }

        SignalLog? log;
        try
        {
            log = logFile is null ? null : SignalLog.Open(logFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Wrong($"--log {logFile}: {e.Message}");
        }

        ScenarioResult result;
        using var stop = new StopSignal(null);
        try
        {
            var runner = new ScenarioRunner(TimeProvider.System)
            {
                Log = log,
                Progress = (step, done) =>
                {
                    if (done is not null)
                    {
                        Console.Out.WriteLine(StepTableText.Of(done));
                    }
                },
            };
            result = await runner.RunAsync(scenario, stop.Token);
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.NoPort;
        }
        finally
        {
            await (log?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        if (log?.Fault is { } fault)
        {
            await Console.Error.WriteLineAsync($"--log {logFile}: what was logged is not complete: {fault}");
        }

        await Console.Out.WriteLineAsync();
        await Console.Out.WriteLineAsync(StepTableText.Verdict(result));
        if (report is not null)
        {
            var version = typeof(TestCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
            try
            {
                await File.WriteAllTextAsync(report, HtmlReport.Of(result, Environment.MachineName, $"iec104-sim {version}"), CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Wrong($"the report cannot be written: {e.Message}");
            }

            await Console.Out.WriteLineAsync($"report: {report}");
        }

        return result.Passed ? ExitCode.Good : ExitCode.Fault;
    }

    private static string? WhyNotWritten(string path)
    {
        try
        {
            var isNew = !File.Exists(path);
            File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            if (isNew)
            {
                File.Delete(path);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        return ExitCode.Usage;
    }
}
