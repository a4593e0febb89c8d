using System.Text;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using NLog;
using NLog.Config;
using NLog.Targets;
using NLog.Targets.Wrappers;

namespace Gateway.Host.Logging;

/// <summary>
/// The log files (O1): <c>log/gateway.log</c> for the program, one for each group that wants one; rotated by size, bounded in number. Lines
/// are written by a thread of NLog's: bounded, and dropped with a count rather than that a group waits.
/// </summary>
internal sealed class LogFiles : IDisposable
{
    private const string ProgramLogger = "gateway";
    private const int QueueLines = 20_000;
    private const long FileOctets = 5_000_000;
    private const int Archives = 9;

    private readonly LogFactory _factory = new() { AutoShutdown = false };

    // Which group has which file. Some file systems do not tell upper from lower case.
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);

    // Who writes for a group now, and where: with another name it goes on in another file.
    private readonly Dictionary<string, (GroupLog Log, string File)> _current = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly Logger _program;
    private readonly WatchedTarget _watched;
    private readonly Action<string> _tell;
    private long _dropped;

    /// <param name="time">For tries to write what cannot be written; null: the machine's.</param>
    /// <param name="tell">Told of log files that cannot be written; null: the error output.</param>
    /// <param name="open">Opens a file, for tests.</param>
    /// <param name="limit">How long the end may take; null: as usual.</param>
    public LogFiles(string folder, bool console, TimeProvider? time = null, Action<string>? tell = null, Func<string, Stream>? open = null, EndLimit? limit = null)
    {
        _folder = Path.GetFullPath(folder);
        _tell = tell ?? Console.Error.WriteLine;
        EndLimit = limit ?? new EndLimit();
        Faults = new WriteFaults(time ?? TimeProvider.System, _tell);

        // The default one is a tick of the system's timer late, up to 15 ms.
        NLog.Time.TimeSource.Current = new NLog.Time.AccurateLocalTimeSource();
        const string Line = "${date:universalTime=false:format=yyyy-MM-dd HH\\:mm\\:ss.ffffff} ${level:uppercase=true:padding=-5} ${message:raw=true}";
        var configuration = new LoggingConfiguration(_factory);
        var file = new WholeLineTarget("file", open)
        {
            FileName = Path.Combine(Path.GetFullPath(folder), "${logger}.log"),
            ArchiveFileName = Path.Combine(Path.GetFullPath(folder), "${logger}.log"),
            ArchiveSuffixFormat = ".{0:000}",
            ArchiveAboveSize = FileOctets,
            MaxArchiveFiles = Archives,
            KeepFileOpen = true,
            OpenFileCacheSize = 512,
            OpenFileCacheTimeout = 30,
            Encoding = Encoding.UTF8,
            Layout = Line,
        };
        _watched = new WatchedTarget(file, Faults, PathOf);
        configuration.AddRule(LogLevel.Trace, LogLevel.Fatal, Bounded(_watched), "*");
        if (console)
        {
            var screen = new ConsoleTarget("screen") { Layout = Line };
            configuration.AddRule(LogLevel.Trace, LogLevel.Fatal, Bounded(screen), ProgramLogger);
        }

        TryProgram();
        _factory.Configuration = configuration;
        _program = _factory.GetLogger(ProgramLogger);
    }

    /// <summary>Where the files lie.</summary>
    public string Folder => _folder;

    /// <summary>Files that cannot be written, the audit's too.</summary>
    public WriteFaults Faults { get; }

    /// <summary>How long the end may take, the audit's too.</summary>
    public EndLimit EndLimit { get; }

    /// <summary>Lines that were dropped because the disk was too slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>A line of the program.</summary>
    public void Program(string what) => _program.Info(LogText.Escape(what));

    /// <summary>A line of the program that somebody should act upon.</summary>
    public void Warn(string what) => _program.Warn(LogText.Escape(what));

    /// <summary>A group's observer: into its own log where it has one; faults of the group into the program's, too.</summary>
    public IGroupObserver Of(GroupConfig group)
    {
        if (!group.LogEvents)
        {
            return new GroupLog(group, own: null, _program, TimeProvider.System);
        }

        var file = FileOf(group);
        var log = new GroupLog(group, _factory.GetLogger(file), _program, TimeProvider.System);
        log.Begun = () => SetCurrent(group.Id, log, file);
        log.Ended = () => UnsetCurrent(group.Id, log);
        lock (_files)
        {
            // While another of this id runs, the pages are that one's: this one may never begin.
            _ = _current.TryAdd(group.Id, (log, file));
        }

        return log;
    }

    /// <summary>Forgets the files of all groups but these: others may have their names.</summary>
    /// <param name="groups">Ids.</param>
    public void KeepOnly(IReadOnlyCollection<string> groups)
    {
        lock (_files)
        {
            foreach (var (file, _) in _files.Where(f => !groups.Contains(f.Value, StringComparer.Ordinal)))
            {
                _ = _files.Remove(file);
            }

            foreach (var (group, _) in _current.Where(c => !groups.Contains(c.Key, StringComparer.Ordinal)))
            {
                _ = _current.Remove(group);
            }
        }
    }

    /// <summary>The pages of a group's log; null: it has none.</summary>
    /// <param name="group">The group's id.</param>
    public LogPages? PagesOf(string group)
    {
        lock (_files)
        {
            return _current.TryGetValue(group, out var current) ? new LogPages(_folder, current.File) : null;
        }
    }

    /// <summary>The pages of another log in the folder: the program's, or the audit.</summary>
    public LogPages Pages(string name, string extension) => new(_folder, name, extension);

    /// <summary>Writes what is waiting, and closes the files; a disk that hangs is not waited for.</summary>
    public void Dispose()
    {
        if (Dropped > 0)
        {
            _program.Warn($"{Dropped} log lines were dropped: the disk was too slow");
        }

        var closing = new Thread(Close) { IsBackground = true, Name = "log files' end" };
        closing.Start();
        if (!EndLimit.Join(closing))
        {
            _tell($"{_folder}: the log files are not closed: the disk hangs, or is too slow; their last lines are lost");
        }

        Faults.Dispose();
    }

    // It waits for what is being written.
    private void Close()
    {
        _factory.Shutdown();
        _factory.Dispose();
    }

    private string PathOf(string logger) => Path.Combine(_folder, logger + ".log");

    // Before anything is written: who starts the program should know at once.
    private void TryProgram()
    {
        try
        {
            _ = Directory.CreateDirectory(_folder);
            new FileStream(PathOf(ProgramLogger), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Faults.Failed(PathOf(ProgramLogger), e.Message, lines: 0, what => _watched.WriteAgain(ProgramLogger, what));
        }
    }

    // Ids that differ may look alike as a file's name: each group has a file of its own, and keeps it.
    private string FileOf(GroupConfig group)
    {
        var name = LogText.FileName(group);
        var own = name;
        lock (_files)
        {
            for (var n = 2; !_files.TryAdd(own, group.Id) && _files[own] != group.Id; n++)
            {
                own = $"{name}-{n}";
            }
        }

        return own;
    }

    private void SetCurrent(string group, GroupLog log, string file)
    {
        lock (_files)
        {
            _current[group] = (log, file);
        }
    }

    private void UnsetCurrent(string group, GroupLog log)
    {
        lock (_files)
        {
            if (_current.TryGetValue(group, out var current) && current.Log == log)
            {
                _ = _current.Remove(group);
            }
        }
    }

    private AsyncTargetWrapper Bounded(Target target)
    {
        var wrapper = new AsyncTargetWrapper(target, QueueLines, AsyncTargetWrapperOverflowAction.Discard) { Name = target.Name + "-queue" };
        wrapper.LogEventDropped += (_, _) => Interlocked.Increment(ref _dropped);
        return wrapper;
    }
}
