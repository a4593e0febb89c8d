using System.Collections.Concurrent;

namespace Gateway.Host.Logging;

/// <summary>
/// What waits to be written to a file. Who puts something in wakes nobody and waits for nobody: it may be in the middle of a command's way to the
/// RTU. The writer looks by itself, four times a second, and takes all there is at once: a write costs more than a line.
/// </summary>
/// <typeparam name="T">A line, or what becomes one.</typeparam>
internal sealed class LineQueue<T> : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private const int MostAtOnce = 100;

    private readonly ConcurrentQueue<T> _lines = new();
    private readonly Action<List<T>> _write;
    private readonly Action _close;
    private readonly EndLimit _limit;
    private readonly List<T> _taken = [];
    private readonly int _most;
    private readonly Thread _writer;

    // Not disposed: a writer that is stuck may still look at it.
    private readonly ManualResetEventSlim _ends = new(initialState: false, spinCount: 0);
    private int _count;

    /// <param name="most">How many may wait.</param>
    /// <param name="write">In a thread of its own; it may take its time. The list is taken back afterwards.</param>
    /// <param name="close">The last that happens, in the same thread.</param>
    /// <param name="limit">How long the end may take.</param>
    public LineQueue(string name, int most, Action<List<T>> write, Action close, EndLimit limit)
    {
        _most = most;
        _write = write;
        _close = close;
        _limit = limit;
        _writer = new Thread(Run) { IsBackground = true, Name = name };
        _writer.Start();
    }

    /// <returns>False: it is full, and the line is lost.</returns>
    public bool TryPut(T line)
    {
        if (Interlocked.Increment(ref _count) > _most)
        {
            _ = Interlocked.Decrement(ref _count);
            return false;
        }

        _lines.Enqueue(line);
        return true;
    }

    /// <summary>Writes what waits, and closes; a writer that is stuck is left behind.</summary>
    public void Dispose()
    {
        _ends.Set();
        _ = _limit.Join(_writer);
    }

    // What is under way counts as waiting.
    private void WriteTaken()
    {
        if (_taken.Count > 0)
        {
            _write(_taken);
            _ = Interlocked.Add(ref _count, -_taken.Count);
            _taken.Clear();
        }
    }

    private void Run()
    {
        for (var last = false; !last;)
        {
            // What was put in before the end is written yet.
            last = _ends.Wait(Look);
            while (_lines.TryDequeue(out var line))
            {
                _taken.Add(line);
                if (_taken.Count == MostAtOnce)
                {
                    WriteTaken();
                }
            }

            WriteTaken();
        }

        _close();
    }
}
