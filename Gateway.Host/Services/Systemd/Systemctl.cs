using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Gateway.Host.Services.Systemd;

/// <summary>The real one.</summary>
internal sealed class Systemctl : ISystemd
{
    // As sd_booted(3) has it.
    public bool IsThere => Directory.Exists("/run/systemd/system");

    public bool MayAdminister => Environment.IsPrivilegedProcess;

    public (int Code, string Output)? Call(TimeSpan? longest, string program, params string[] words)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(words, start.ArgumentList.Add);
        try
        {
            using var process = Process.Start(start)!;
            var output = new StringBuilder();
            process.OutputDataReceived += (_, e) => Add(output, e.Data);
            process.ErrorDataReceived += (_, e) => Add(output, e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (longest is { } limit && !process.WaitForExit(limit))
            {
                // It only waits for systemd, which does what it was asked.
                process.Kill();
                return null;
            }

            process.WaitForExit();
            lock (output)
            {
                return (process.ExitCode, output.ToString().TrimEnd());
            }
        }
        catch (Win32Exception e)
        {
            throw new ServiceException($"{program} cannot be started: {e.Message}");
        }
    }

    private static void Add(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                _ = output.AppendLine(line);
            }
        }
    }
}
