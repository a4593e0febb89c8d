using System.Text;

namespace Gateway.Host.Logging;

/// <summary>
/// The files of one log for pages: the current one and its archives, the last lines, lines with a text in them. Names are looked up in the folder's
/// own list, never put together from what somebody asks for, so nothing outside of it is read.
/// </summary>
/// <param name="folder">Where logs are.</param>
/// <param name="name">The log's name without extension.</param>
/// <param name="extension">With its dot.</param>
internal sealed class LogPages(string folder, string name, string extension = ".log")
{
    /// <summary>The most lines of one answer.</summary>
    public const int MostLines = 5000;

    // What is read for the last lines at most: a line of a peer's may be long.
    private const int MostOctets = 4 * 1024 * 1024;
    private const int BlockOctets = 64 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    // A search reads up to 50 MB. One at a time, whoever asks: groups need the disk and the thread pool, too.
    private static readonly SemaphoreSlim Searching = new(1);

    /// <summary>The log's name without extension.</summary>
    public string Name => name;

    /// <summary>The files, newest first.</summary>
    public IReadOnlyList<LogFile> Files()
    {
        var directory = new DirectoryInfo(folder);
        if (!directory.Exists)
        {
            return [];
        }

        // Links lead elsewhere.
        return [.. directory.EnumerateFiles()
            .Where(f => f.LinkTarget is null && NumberOf(f.Name) is not null)
            .OrderByDescending(f => NumberOf(f.Name))
            .Select(f => new LogFile(f.Name, f.Length, f.LastWriteTimeUtc))];
    }

    /// <summary>Opens one of <see cref="Files"/> while it is written on; null: it is none of them.</summary>
    public Stream? Open(string file)
    {
        var known = Files().FirstOrDefault(f => f.Name == file);
        try
        {
            return known is null ? null : Read(known.Name);
        }
        catch (FileNotFoundException)
        {
            // Rotated away meanwhile.
            return null;
        }
    }

    /// <summary>The last lines of the current file, and of the one before where that has too few; oldest first.</summary>
    public async Task<IReadOnlyList<string>> LastAsync(int count, CancellationToken stop)
    {
        count = Math.Clamp(count, 0, MostLines);
        List<string> last = [];
        foreach (var file in Files().Take(2))
        {
            if (last.Count < count)
            {
                last = [.. await LastAsync(file.Name, count - last.Count, stop), .. last];
            }
        }

        return last;
    }

    /// <summary>The last lines that have this text in them, in any case of letters, of all files; oldest first.</summary>
    /// <param name="text">What to look for.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="also">What a line must fulfil besides.</param>
    public async Task<LogMatches> SearchAsync(string text, int count, CancellationToken stop, Func<string, bool>? also = null)
    {
        await Searching.WaitAsync(stop);
        try
        {
            return await SearchInTurnAsync(text, Math.Clamp(count, 1, MostLines), also, stop);
        }
        finally
        {
            _ = Searching.Release();
        }
    }

    private async Task<LogMatches> SearchInTurnAsync(string text, int count, Func<string, bool>? also, CancellationToken stop)
    {
        List<string> found = [];
        var isCut = false;
        foreach (var file in Files())
        {
            var here = new Queue<string>();
            using var reader = new StreamReader(Read(file.Name), Encoding.UTF8);
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                if (!line.Contains(text, StringComparison.OrdinalIgnoreCase) || also?.Invoke(line) == false)
                {
                    continue;
                }

                here.Enqueue(line);
                if (here.Count > count - found.Count)
                {
                    _ = here.Dequeue();
                    isCut = true;
                }
            }

            found = [.. here, .. found];
            if (found.Count == count)
            {
                // Older files may have more.
                return new LogMatches(found, isCut || file != Files()[^1]);
            }
        }

        return new LogMatches(found, isCut);
    }

    // The current file above all archives: 0 is the oldest's. Null: not of this log.
    private int? NumberOf(string file)
    {
        if (!file.StartsWith(name, StringComparison.Ordinal) || !file.EndsWith(extension, StringComparison.Ordinal) || file.Length < name.Length + extension.Length)
        {
            return null;
        }

        var between = file[name.Length..^extension.Length];
        return between.Length == 0 ? int.MaxValue
            : between[0] == '.' && between.Length is >= 2 and <= 9 && between.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false ? int.Parse(between.AsSpan(1))
            : null;
    }

    private FileStream Read(string file) =>
        new(Path.Combine(folder, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BlockOctets, FileOptions.Asynchronous);

    // From the end backwards, block by block, until there are enough line ends.
    private async Task<IEnumerable<string>> LastAsync(string file, int count, CancellationToken stop)
    {
        await using var stream = Read(file);
        var end = stream.Length;
        var start = end;
        var blocks = new List<byte[]>();
        for (var ends = 0; start > 0 && ends <= count && end - start < MostOctets;)
        {
            var block = new byte[Math.Min(BlockOctets, start)];
            start -= block.Length;
            stream.Position = start;
            await stream.ReadExactlyAsync(block, stop);
            ends += block.AsSpan().Count((byte)'\n');
            blocks.Insert(0, block);
        }

        var text = Encoding.UTF8.GetString([.. blocks.SelectMany(b => b)]).TrimStart(ByteOrderMark);
        string[] lines = [.. text.Split('\n').Select(l => l.TrimEnd('\r'))];

        // The first one is whole only where the file begins; behind the last end there is nothing, or a line that is being written.
        return lines.Skip(start > 0 ? 1 : 0).SkipLast(1).TakeLast(count);
    }
}
