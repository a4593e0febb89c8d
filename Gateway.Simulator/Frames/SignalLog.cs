using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Gateway.Simulator.Frames;

/// <summary>
/// Writes signals as comma-separated lines, behind the back of who tells them: <c>time,RTU,direction,type,IOA,value,quality,COT,OA,comment</c>. What a disk
/// cannot take in time is counted in a line of its own.
/// </summary>
public sealed class SignalLog : ISignalSink, IAsyncDisposable
{
    public const string Header = "time,RTU,direction,type,IOA,value,quality,COT,OA,comment";

    private const int MostWaiting = 100_000;
    private const int LongestComment = 53;

    private readonly Channel<Signal> _waiting = Channel.CreateBounded<Signal>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TextWriter _to;
    private readonly Task _writing;
    private long _missed;

    /// <summary>Why it could not be written to its end; null: it was.</summary>
    public string? Fault { get; private set; }

    /// <param name="to">Disposed with the log.</param>
    public SignalLog(TextWriter to)
    {
        _to = to;
        _writing = WriteAsync();
    }

    /// <summary>Begins a file, or goes on with it.</summary>
    /// <exception cref="IOException">It cannot be written; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static SignalLog Open(string path)
    {
        var isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        var writer = new StreamWriter(path, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (isNew)
        {
            writer.WriteLine(Header);
        }

        return new SignalLog(writer);
    }

    /// <summary>The line of a signal.</summary>
    public static string Line(Signal signal)
    {
        var comment = signal.Comment.Length > LongestComment ? signal.Comment[..LongestComment] : signal.Comment;
        string[] cells =
        [
            signal.Time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            signal.Station,
            WordOf(signal.Direction),
            ((byte)signal.Type).ToString(CultureInfo.InvariantCulture),
            signal.Object.ToString(),
            signal.Value,
            signal.Quality,
            signal.Cause.ToString(),
            signal.Originator.ToString(),
            comment,
        ];
        return string.Join(',', cells.Select(Cell));
    }

    public void Seen(Signal signal)
    {
        if (!_waiting.Writer.TryWrite(signal))
        {
            _ = Interlocked.Increment(ref _missed);
        }
    }

    /// <summary>Writes what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = _waiting.Writer.TryComplete();
        await _writing;
        try
        {
            await _to.DisposeAsync();
        }
        catch (IOException e)
        {
            Fault ??= e.Message;
        }
    }

    internal static string WordOf(SignalDirection direction) => direction switch
    {
        SignalDirection.Received => "received",
        SignalDirection.Sent => "sent",
        _ => "not sent",
    };

    private static string Cell(string text)
    {
        var plain = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return plain.AsSpan().ContainsAny(',', '"') ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }

    private async Task WriteAsync()
    {
        try
        {
            await WriteAllAsync();
        }
        catch (IOException e)
        {
            // Stations go on; nothing more is kept for a disk that is full.
            Fault = e.Message;
            _ = _waiting.Writer.TryComplete();
        }
    }

    private async Task WriteAllAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (_waiting.Reader.TryRead(out var signal))
            {
                await _to.WriteLineAsync(Line(signal));
            }

            if (Interlocked.Exchange(ref _missed, 0) is > 0 and var missed)
            {
                await _to.WriteLineAsync($"# {missed} signals are missing here: the disk was too slow");
            }

            await _to.FlushAsync();
        }
    }
}
