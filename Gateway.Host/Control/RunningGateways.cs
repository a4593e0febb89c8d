using System.Net.Sockets;
using Gateway.Host.Status;

namespace Gateway.Host.Control;

/// <summary>The gateways that run on this machine and that this user may reach.</summary>
internal static class RunningGateways
{
    /// <summary>Asks the one that is meant for something, or says why not.</summary>
    /// <param name="instance">Its name, or its configuration file; null: whichever runs.</param>
    /// <param name="ask">Gives the exit code.</param>
    public static async Task<int> AskAsync(string? instance, TextWriter errors, Func<ControlClient, Task<int>> ask)
    {
        var code = ExitCode.Good;
        using var gateway = await FindAsync(instance, errors, c => code = c);
        if (gateway is null)
        {
            return code;
        }

        try
        {
            return await ask(gateway);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            await errors.WriteLineAsync($"The gateway does not answer: {e.Message}");
            return ExitCode.Fault;
        }
    }

    /// <summary>Finds the one that is meant, or says why not.</summary>
    /// <param name="instance">Its name, or its configuration file; null: whichever runs.</param>
    /// <param name="code">The exit code where none is found.</param>
    private static async Task<ControlClient?> FindAsync(string? instance, TextWriter errors, Action<int> code)
    {
        var running = await ListAsync();
        var meant = instance is null ? running : [.. running.Where(r => IsMeant(r.Program, instance))];
        if (meant.Count == 1)
        {
            return new ControlClient(meant[0].Socket);
        }

        if (meant.Count == 0)
        {
            await errors.WriteLineAsync(running.Count == 0
                ? "No gateway runs on this machine, or none that this user may reach."
                : $"No gateway runs as {instance}. These run:");
        }
        else
        {
            await errors.WriteLineAsync("Several gateways run; name one with -i FILE or --instance NAME:");
        }

        foreach (var (_, program) in running)
        {
            var file = program.File is null || program.File == program.Instance ? "" : $"{program.File}, ";
            await errors.WriteLineAsync($"  {program.Instance} ({file}process {program.ProcessId}, since {program.Started.ToLocalTime():yyyy-MM-dd HH:mm:ss})");
        }

        code(meant.Count == 0 ? ExitCode.Fault : ExitCode.Usage);
        return null;
    }

    private static bool IsMeant(ProgramStatus program, string wanted) =>
        program.Instance == wanted || program.Instance == Path.GetFullPath(wanted) || program.File == Path.GetFullPath(wanted);

    private static async Task<List<(string Socket, ProgramStatus Program)>> ListAsync()
    {
        var running = new List<(string, ProgramStatus)>();
        foreach (var socket in ControlFolder.Sockets())
        {
            try
            {
                if (!await ControlClient.RunsAsync(socket))
                {
                    File.Delete(socket);
                    continue;
                }

                using var client = new ControlClient(socket);
                running.Add((socket, await client.GetAsync("api/v1/program", StatusJson.Standard.ProgramStatus)));
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or IOException or UnauthorizedAccessException or TaskCanceledException)
            {
                // Another user's, or just ending.
            }
        }

        return running;
    }
}
