using System.Collections.Concurrent;

namespace Gateway.Host.Logging;

/// <summary>
/// What waits to be written to a file. Who puts something in wakes nobody and waits for nobody: it may be in the middle of a command's way to the
/// RTU. The writer looks by itself.
/// </summary>
/// <typeparam name="T">A line, or what becomes one.</typeparam>
internal sealed class LineQueue<T> : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<T> _lines = new();
    private readonly Action<T> _write;
    private readonly int _most;
    private readonly Thread _writer;
    private volatile bool _ends;
    private int _count;

    /// <param name="most">How many may wait.</param>
    /// <param name="write">In a thread of its own; it may take its time.</param>
    public LineQueue(string name, int most, Action<T> write)
    {
        _most = most;
        _write = write;
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

    /// <summary>Writes what waits, in five seconds at most.</summary>
    public void Dispose()
    {
        _ends = true;
        _ = _writer.Join(LongestEnd);
    }

    private void Run()
    {
        for (var last = false; !last; Thread.Sleep(last ? TimeSpan.Zero : Look))
        {
            // What was put in before the end is written yet.
            last = _ends;
            while (_lines.TryDequeue(out var line))
            {
                _ = Interlocked.Decrement(ref _count);
                _write(line);
            }
        }
    }
}
