using System.Text;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Host.Logging;
using NLog;
using NLog.Common;
using NLog.Config;
using NLog.Layouts;
using NLog.Targets;

namespace Gateway.Host.Audit;

/// <summary>
/// <c>log/audit.jsonl</c> (O4): a line when a command is asked and one when it has ended; rotated by size, bounded in number. JSON is made and
/// written in a thread of its own: bounded, and lines are dropped with a count rather than that a group waits; the count is a line of its own.
/// </summary>
internal sealed class AuditLog : IDisposable
{
    /// <summary>The file's name without its extension.</summary>
    public const string FileName = "audit";

    public const string Extension = ".jsonl";

    private const int QueueLines = 10_000;
    private const long FileOctets = 5_000_000;
    private const int Archives = 9;

    private readonly LogFactory _factory = new() { AutoShutdown = false };
    private readonly Target _target;
    private readonly LineQueue<AuditEntry> _queue;
    private readonly TimeProvider _time;
    private readonly WriteFaults? _faults;
    private readonly string _path;

    // With it ids are no other run's.
    private readonly string _run;
    private int _groups;
    private long _dropped;
    private long _untold;

    /// <param name="faults">Told of lines that could not be written; null: nobody is.</param>
    /// <param name="target">Where lines go, other than the file, for tests.</param>
    /// <param name="limit">How long its end may take.</param>
    public AuditLog(string folder, TimeProvider time, WriteFaults? faults = null, Target? target = null, int queueLines = QueueLines, EndLimit? limit = null)
    {
        _faults = faults;
        _path = Path.Combine(Path.GetFullPath(folder), FileName + Extension);
        _time = time;
        _run = Convert.ToString(time.GetUtcNow().ToUnixTimeMilliseconds(), 16);
        var configuration = new LoggingConfiguration(_factory);
        _target = target ?? FileIn(folder);
        configuration.AddRule(LogLevel.Info, LogLevel.Fatal, _target, "*");
        _factory.Configuration = configuration;
        _queue = new LineQueue<AuditEntry>("audit", queueLines, Write, Close, limit ?? new EndLimit());
    }

    /// <summary>A line is the entry as JSON, made where it is written.</summary>
    public static Layout Line { get; } =
        Layout.FromMethod(e => e.Parameters is [AuditEntry entry] ? AuditLine.Of(entry) : "", LayoutRenderOptions.ThreadAgnostic);

    /// <summary>The audit in the folder of the log files.</summary>
    public static AuditLog Beside(LogFiles logs, TimeProvider time) => new(logs.Folder, time, logs.Faults, limit: logs.EndLimit);

    /// <summary>Lines that were dropped because the disk was too slow, or full.</summary>
    public long DroppedLines => Interlocked.Read(ref _dropped);

    /// <summary>A group's observer.</summary>
    public IGroupObserver Of(GroupConfig group) => new GroupAudit($"{_run}-{Interlocked.Increment(ref _groups)}", group, this);

    /// <summary>Puts a line into the queue.</summary>
    internal void Write(string run, GroupConfig group, AskedCommand command, CommandEnd? end)
    {
        var now = _time.GetUtcNow().UtcTicks;
        if (Interlocked.Exchange(ref _untold, 0) is var lost and > 0)
        {
            Put(new AuditEntry(now, "", "", "", Command: null, End: null, lost));
        }

        Put(new AuditEntry(now, run, group.Id, group.Name, command, end));
    }

    /// <summary>The file.</summary>
    /// <param name="open">How it is opened, for tests.</param>
    internal static Target FileIn(string folder, Func<string, Stream>? open = null) => new WholeLineTarget("audit", open)
    {
        FileName = Path.Combine(Path.GetFullPath(folder), FileName + Extension),
        ArchiveFileName = Path.Combine(Path.GetFullPath(folder), FileName + Extension),
        ArchiveSuffixFormat = ".{0:000}",
        ArchiveAboveSize = FileOctets,
        MaxArchiveFiles = Archives,
        KeepFileOpen = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        LineEnding = LineEndingMode.LF,
        Layout = Line,
    };

    /// <summary>Writes what is waiting, and closes the file; a disk that hangs is not waited for.</summary>
    public void Dispose() => _queue.Dispose();

    private void Close()
    {
        TellLost();
        _factory.Shutdown();
        _factory.Dispose();
    }

    private void Put(AuditEntry entry)
    {
        if (!_queue.TryPut(entry))
        {
            Lose(entry);
        }
    }

    private void Write(List<AuditEntry> entries) =>
        _target.WriteAsyncLogEvents(
            [.. entries.Select(e => new AsyncLogEventInfo(new LogEventInfo(LogLevel.Info, FileName, formatProvider: null, "", [e]), fault => Wrote(e, fault)))]);

    private void Wrote(AuditEntry entry, Exception? fault)
    {
        if (fault is null)
        {
            _faults?.Written(_path);
            return;
        }

        Lose(entry);
        _faults?.Failed(_path, fault.Message, entry.Lost > 0 ? 0 : 1, _ => TellLost());
    }

    private void TellLost()
    {
        if (Interlocked.Exchange(ref _untold, 0) is var lost and > 0)
        {
            Write([new AuditEntry(_time.GetUtcNow().UtcTicks, "", "", "", Command: null, End: null, lost)]);
        }
    }

    // A line that tells of lost ones is lost itself: what it told is yet to be told, and counted already.
    private void Lose(AuditEntry entry)
    {
        _ = Interlocked.Add(ref _untold, Math.Max(1, entry.Lost));
        if (entry.Lost == 0)
        {
            _ = Interlocked.Increment(ref _dropped);
        }
    }
}
