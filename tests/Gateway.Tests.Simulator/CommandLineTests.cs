using System.Diagnostics;

namespace Gateway.Tests.Simulator;

/// <summary>The program as a user starts it.</summary>
[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    public async Task Help_says_what_it_is()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "iec104-sim.dll"));
        start.ArgumentList.Add("--help");
        using var program = Process.Start(start)!;
        var output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.AreEqual(0, program.ExitCode);
        Assert.Contains("simulator", output);
    }
}
