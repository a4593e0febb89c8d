using NLog;
using NLog.Common;
using NLog.Targets;
using NLog.Targets.Wrappers;

namespace Gateway.Host.Logging;

/// <summary>Hands lines on to the files, and each that could not be written to the faults: NLog keeps it to itself.</summary>
internal sealed class WatchedTarget : WrapperTargetBase
{
    private readonly WriteFaults _faults;
    private readonly Func<string, string> _pathOf;

    /// <param name="pathOf">The file of a logger.</param>
    public WatchedTarget(Target files, WriteFaults faults, Func<string, string> pathOf)
    {
        Name = $"{files.Name}-watched";
        WrappedTarget = files;
        _faults = faults;
        _pathOf = pathOf;
    }

    /// <summary>Writes a line about lost ones, at once; it is none itself.</summary>
    public void WriteAgain(string logger, string what) =>
        WrappedTarget!.WriteAsyncLogEvent(Watched(LogEventInfo.Create(LogLevel.Warn, logger, what), lines: 0, static _ => { }));

    protected override void Write(AsyncLogEventInfo logEvent) => Write([logEvent]);

    protected override void Write(IList<AsyncLogEventInfo> logEvents) => WrappedTarget!.WriteAsyncLogEvents([.. logEvents.Select(e => Watched(e.LogEvent, lines: 1, e.Continuation))]);

    private AsyncLogEventInfo Watched(LogEventInfo line, int lines, AsyncContinuation then) => new(line, fault =>
    {
        var path = _pathOf(line.LoggerName);
        if (fault is null)
        {
            _faults.Written(path);
        }
        else
        {
            _faults.Failed(path, fault.Message, lines, what => WriteAgain(line.LoggerName, what));
        }

        then(fault);
    });
}
