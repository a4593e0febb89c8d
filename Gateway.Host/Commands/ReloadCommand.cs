using Gateway.Host.Control;
using Gateway.Host.Status;

namespace Gateway.Host.Commands;

/// <summary><c>reload</c> (H5, C6): a running gateway takes its configuration file over anew. Exit code 2 when it has errors: nothing has changed.</summary>
internal static class ReloadCommand
{
    /// <param name="preview">Only tell what would be done.</param>
    public static Task<int> RunAsync(string? instance, bool preview) => RunningGateways.AskAsync(instance, Console.Error, async gateway =>
    {
        var report = preview
            ? await gateway.GetAsync("api/v1/reload/preview", StatusJson.Standard.ReloadReport)
            : await gateway.PostAsync("api/v1/reload", StatusJson.Standard.ReloadReport);
        foreach (var finding in report.Report.Findings)
        {
            Console.Out.WriteLine(finding.Text);
        }

        Console.Out.WriteLine(report.Result);
        return report.IsTakenOver ? ExitCode.Good : ExitCode.Usage;
    });
}
