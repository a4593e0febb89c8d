using System.Diagnostics;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator.Commands;

/// <summary>The program as a user starts it, to its end.</summary>
internal static class SimulatorProgram
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "iec104-sim.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var errors = program.StandardError.ReadToEndAsync();
        try
        {
            await program.WaitForExitAsync().WaitAsync(2 * Patience.Limit);
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill();
            }
        }

        return (program.ExitCode, await output, await errors);
    }
}
