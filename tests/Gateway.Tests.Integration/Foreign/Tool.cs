using System.Diagnostics;
using System.Text;

namespace Gateway.Tests.Integration.Foreign;

/// <summary>
/// A program that is not ours, run beside the test: its lines, one by one, and its end. Where it is missing the test is inconclusive, and
/// fails where <c>GATEWAY_TOOLS=required</c> says that it must be there.
/// </summary>
internal sealed class Tool : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private Tool(Process process) => _process = process;

    public static Tool Start(string program, params string[] arguments) => StartIn(Environment.CurrentDirectory, program, arguments);

    public static Tool StartIn(string folder, string program, params string[] arguments) => StartIn(folder, new Dictionary<string, string>(), program, arguments);

    /// <param name="environment">Variables besides the test's own.</param>
    public static Tool StartIn(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var path = Find(program);
        var start = new ProcessStartInfo(path) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Debian's Python looks only where its packages are.
        start.Environment.Remove("PYTHONPATH");
        start.Environment.Remove("PYTHONHOME");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var tool = new Tool(Process.Start(start)!);
        tool._process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not null)
            {
                lock (tool._errors)
                {
                    _ = tool._errors.AppendLine(e.Data);
                }
            }
        };
        tool._process.BeginErrorReadLine();
        return tool;
    }

    public int Id => _process.Id;

    /// <summary>The next line it writes.</summary>
    public async Task<string> LineAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} has ended: {Errors}");
    }

    /// <summary>Waits until it has written a line with this text to its error output, as capturing programs do when they are ready.</summary>
    public async Task ErrorAsync(string text)
    {
        for (var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds; !Errors.Contains(text, StringComparison.Ordinal);)
        {
            Assert.IsLessThan(until, Environment.TickCount64, Errors);
            await Task.Delay(20);
        }
    }

    /// <summary>Reads its lines until one has this text.</summary>
    public async Task<string> LineWithAsync(string text)
    {
        while (true)
        {
            var line = await LineAsync();
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }

    /// <summary>All that it still writes, when it has ended by itself.</summary>
    public async Task<string> EndAsync(int exitCode = 0)
    {
        var rest = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.AreEqual(exitCode, _process.ExitCode, rest + Errors);
        return rest + Errors;
    }

    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString()])!;
        await kill.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Asks it to end (SIGTERM), and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>The most memory it has had.</summary>
    public long PeakMebioctets()
    {
        _process.Refresh();
        return _process.PeakWorkingSet64 / (1024 * 1024);
    }

    /// <summary>SIGKILL: it gets no chance to do anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>Whether it has ended without a complaint.</summary>
    public bool ExitedWell()
    {
        Assert.IsTrue(_process.WaitForExit(Patience), Errors);
        return _process.ExitCode == 0;
    }

    /// <summary>Ends the test: inconclusive, or failed where the tools must be there.</summary>
    public static int Missing(string tool)
    {
        var what = $"{tool} is not on this machine; .ci/run installs it";
        if (Environment.GetEnvironmentVariable("GATEWAY_TOOLS") == "required")
        {
            Assert.Fail(what);
        }

        Assert.Inconclusive(what);
        return 0;
    }

    private string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Where it is; ends the test where it is missing.</summary>
    public static string Find(string program)
    {
        if (Path.IsPathRooted(program) && File.Exists(program))
        {
            return program;
        }

        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        if (found is null)
        {
            _ = Missing(program);
        }

        return found!;
    }
}
