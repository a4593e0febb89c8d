using Gateway.Host.Control;
using Gateway.Host.Status;

namespace Gateway.Host.Commands;

/// <summary><c>status</c> (H5): what a running gateway does, as a table or as the JSON document.</summary>
internal static class StatusCommand
{
    public static Task<int> RunAsync(string? instance, bool json) => RunningGateways.AskAsync(instance, Console.Error, async gateway =>
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
    });
}
