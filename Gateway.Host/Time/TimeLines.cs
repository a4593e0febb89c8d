using System.Globalization;

namespace Gateway.Host.Time;

/// <summary>The log's lines about time: each change once, and each step of the clock that somebody may see in his data.</summary>
internal static class TimeLines
{
    private static readonly TimeSpan VisibleStep = TimeSpan.FromSeconds(1);

    /// <param name="last">The round before; null: there was none.</param>
    /// <returns>Null: nothing is new.</returns>
    public static (bool IsWarning, string Text)? Of(TimeOutcome outcome, TimeOutcome? last)
    {
        var status = outcome.Status;
        var isVisible = status.State == TimeState.Updated && status.Offset?.Duration() > VisibleStep;
        if (outcome.Cause == last?.Cause && !isVisible)
        {
            return null;
        }

        var isWarning = status.State is TimeState.Trying or TimeState.NoPrivilege || isVisible;
        return (isWarning, status.Text + Details(status) + (status.LastError is { } error ? $" [{error}]" : ""));
    }

    private static string Details(TimeStatus status) => status.State switch
    {
        TimeState.Updated => $" (offset {Milliseconds(status.Offset)}, round trip {Milliseconds(status.Delay)}, stratum {status.Stratum})",
        TimeState.NoPrivilege => $" {status.Server} differs by {Milliseconds(status.Offset)}; {Remedy}",
        _ => "",
    };

    private static string Remedy => OperatingSystem.IsWindows()
        ? "run the program as a service, or as an administrator"
        : "give the program CAP_SYS_TIME, or let a time service keep the clock";

    private static string Milliseconds(TimeSpan? time) => (time?.TotalMilliseconds ?? 0).ToString("0.###", CultureInfo.InvariantCulture) + " ms";
}
