using System.Globalization;

namespace Gateway.Host.Logging;

/// <summary>
/// Which log files cannot be written, as on a full disk (O1). It is told when the first one fails, and when all can be written again; meanwhile each
/// is tried every 10 s, with a line that says how many are missing there. Nothing waits for it.
/// </summary>
internal sealed class WriteFaults : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock _changing = new();
    private readonly Dictionary<string, Fault> _faults = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly Action<string> _tell;
    private readonly ITimer _retry;

    // Read by each write that succeeds.
    private volatile int _failing;
    private long _lost;
    private long _lostAtOnce;

    /// <param name="tell">Told in words; not a log file's business.</param>
    public WriteFaults(TimeProvider time, Action<string> tell)
    {
        _time = time;
        _tell = tell;
        _retry = time.CreateTimer(_ => TryAgain(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lines that could not be written.</summary>
    public long LinesLost => Interlocked.Read(ref _lost);

    /// <summary>Files that cannot be written now.</summary>
    public int Failing => _failing;

    /// <summary>What is wrong now, in words; null: nothing.</summary>
    public string? Problem
    {
        get
        {
            lock (_changing)
            {
                return _faults.Count == 0 ? null : WordsOf(_faults.MinBy(f => f.Value.Since));
            }
        }
    }

    /// <summary>A line could not be written.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="why">As the system words it.</param>
    /// <param name="lines">How many are lost by it.</param>
    /// <param name="again">Writes a line with these words, or else calls this again.</param>
    public void Failed(string file, string why, int lines, Action<string> again)
    {
        var isFirst = false;
        _ = Interlocked.Add(ref _lost, lines);
        lock (_changing)
        {
            _lostAtOnce += lines;
            if (_faults.TryGetValue(file, out var fault))
            {
                (fault.Lost, fault.Why) = (fault.Lost + lines, why);
            }
            else
            {
                isFirst = _faults.Count == 0;
                _faults[file] = new Fault(_time.GetLocalNow(), again) { Lost = lines, Why = why };
                _failing = _faults.Count;
            }
        }

        if (isFirst)
        {
            _ = _retry.Change(Pause, Timeout.InfiniteTimeSpan);
            _tell($"{Path.GetDirectoryName(file)}: the log files cannot be written: {why.TrimEnd('.')}; the program runs without them, and tries it again every {Pause.TotalSeconds} s");
        }
    }

    /// <summary>A line was written.</summary>
    public void Written(string file)
    {
        if (_failing == 0)
        {
            return;
        }

        var lost = 0L;
        lock (_changing)
        {
            if (!_faults.Remove(file) || (_failing = _faults.Count) > 0)
            {
                return;
            }

            (lost, _lostAtOnce) = (_lostAtOnce, 0);
        }

        _tell($"{Path.GetDirectoryName(file)}: the log files are written again; {lost} lines are lost");
    }

    public void Dispose() => _retry.Dispose();

    private string WordsOf(KeyValuePair<string, Fault> first)
    {
        var others = _faults.Count == 1 ? "" : $" and {_faults.Count - 1} more log files";
        return $"{first.Key}{others} cannot be written since {Time(first.Value.Since)}: {first.Value.Why.TrimEnd('.')}; {_lostAtOnce} lines are lost";
    }

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void TryAgain()
    {
        (string Line, Action<string> Again)[] tries;
        lock (_changing)
        {
            tries = [.. _faults.Values.Select(f => ($"{f.Lost} lines are missing here since {Time(f.Since)}: {f.Why.TrimEnd('.')}", f.Again))];
        }

        foreach (var (line, again) in tries)
        {
            again(line);
        }

        if (_failing > 0)
        {
            _ = _retry.Change(Pause, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Fault(DateTimeOffset since, Action<string> again)
    {
        public DateTimeOffset Since { get; } = since;

        public Action<string> Again { get; } = again;

        public long Lost { get; set; }

        public string Why { get; set; } = "";
    }
}
