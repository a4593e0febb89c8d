using Gateway.Host.Control;
using Gateway.Host.Status;

namespace Gateway.Host.Commands;

/// <summary><c>status</c> (H5): what a running gateway does, as a table or as the JSON document.</summary>
internal static class StatusCommand
{
    public static async Task<int> RunAsync(string? instance, bool json)
    {
        var code = ExitCode.Good;
        using var gateway = await RunningGateways.FindAsync(instance, Console.Error, c => code = c);
        if (gateway is null)
        {
            return code;
        }

        try
        {
            if (json)
            {
                Console.Out.WriteLine(await gateway.GetTextAsync("api/v1/status"));
            }
            else
            {
                StatusTable.Write(await gateway.GetAsync("api/v1/status", StatusJson.Standard.StatusDocument), Console.Out);
            }

            return ExitCode.Good;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            Console.Error.WriteLine($"The gateway does not answer: {e.Message}");
            return ExitCode.Fault;
        }
    }
}
