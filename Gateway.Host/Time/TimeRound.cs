using System.Globalization;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Time;

namespace Gateway.Host.Time;

/// <summary>
/// One round: the servers are asked one by one until one gives a time that can be used; the clock is set by it, where that may be done and nobody
/// else does it.
/// </summary>
internal sealed class TimeRound(TimeConfig config, ITimeSource source, ISystemClock clock, IClockKeepers keepers, TimeProvider time)
{
    private const int ShownServer = 50;

    // A source bounds itself; this one may be anybody's.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);

    private static readonly string NoPrivilege = $"No {(OperatingSystem.IsWindows() ? "admin" : "root")} privilege, cannot update time.";

    /// <param name="before">The status until now.</param>
    public async Task<TimeOutcome> RunAsync(TimeStatus before, CancellationToken stop)
    {
        var keeper = keepers.Find();
        var errors = new List<(string Server, TimeFaultKind? Kind, string What)>();
        foreach (var server in config.Servers)
        {
            var answer = await AskAsync(server, stop);
            if (!answer.IsGood)
            {
                errors.Add((server, answer.Fault.Kind, answer.Fault.What));
            }
            else if (keeper is null && answer.Sample.Offset.Duration() > config.MaxStep)
            {
                errors.Add((server, null, $"{Measured(answer.Sample)}: above ntp_max_step, {Seconds(config.MaxStep)} s, and refused; if the server is right, set the clock by hand"));
            }
            else
            {
                return Outcome(Take(server, answer.Sample, keeper, before), errors);
            }
        }

        return Outcome(TimeStatus.Trying with { UpdatedAt = before.UpdatedAt, KeptBy = keeper }, errors);
    }

    private async Task<TimeAnswer> AskAsync(string server, CancellationToken stop)
    {
        try
        {
            return await source.AskAsync(server, stop).WaitAsync(LongestAnswer, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A source may be anybody's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return TimeAnswer.Of(TimeFaultKind.Unusable, $"the time source '{config.Source}' failed: {e.GetType().Name}: {e.Message}");
        }
    }

    private TimeStatus Take(string server, TimeSample sample, string? keeper, TimeStatus before)
    {
        var status = before with { Server = server, Offset = sample.Offset, Delay = sample.Delay, Stratum = sample.Stratum, KeptBy = keeper };
        if (keeper is not null)
        {
            return status with { State = TimeState.Reported, Text = $"The clock is kept by {keeper}; {Shown(server)} differs by {Signed(sample.Offset)} s" };
        }

        var step = clock.Step(sample.Offset);
        if (step.Error is { } error)
        {
            return TimeStatus.Trying with { UpdatedAt = before.UpdatedAt, LastError = error };
        }

        var now = time.GetLocalNow();
        return step.IsSet
            ? status with { State = TimeState.Updated, Text = $"Time updated at: {now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} from {Shown(server)}", UpdatedAt = now }
            : status with { State = TimeState.NoPrivilege, Text = NoPrivilege };
    }

    private static TimeOutcome Outcome(TimeStatus status, List<(string Server, TimeFaultKind? Kind, string What)> errors)
    {
        var told = errors.Select(e => e.What.Contains(e.Server, StringComparison.Ordinal) ? e.What : $"{Shown(e.Server)}: {e.What}").Append(status.LastError).OfType<string>().ToList();
        var cause = string.Join(' ', errors.Select(e => $"{e.Server}={e.Kind}").Append($"{status.State}={status.Server}{status.KeptBy}"));
        return new TimeOutcome(status with { LastError = told.Count == 0 ? null : string.Join("; ", told) }, cause);
    }

    private static string Shown(string server) => server.Length <= ShownServer ? server : server[..ShownServer];

    private static string Measured(TimeSample sample) => $"its offset is {Signed(sample.Offset)} s";

    private static string Signed(TimeSpan time) => time.TotalSeconds.ToString("+0.######;-0.######;0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
