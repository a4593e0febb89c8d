namespace Gateway.Iec104.Sockets;

/// <summary>
/// Where a turn leaves its deadline: beside those of others, so that who looks at a thousand of them twenty times a second reads a few pages of
/// memory and not a thousand objects. It stays where it is as long as its turn lives.
/// </summary>
internal readonly struct DeadlineCell
{
    private const int CellsOfBlock = 256;

    private static readonly Lock Taking = new();
    private static long[] _block = [];
    private static int _taken;

    private readonly long[] _cells;
    private readonly int _index;

    private DeadlineCell(long[] cells, int index)
    {
        _cells = cells;
        _index = index;
    }

    public Instant Value => new(Volatile.Read(ref _cells[_index]));

    /// <summary>One that nobody else has; <see cref="Instant.Never"/> stands in it. A block goes when the last of its turns has gone.</summary>
    public static DeadlineCell Take()
    {
        lock (Taking)
        {
            if (_taken == _block.Length)
            {
                _block = new long[CellsOfBlock];
                _taken = 0;
            }

            var cell = new DeadlineCell(_block, _taken++);
            cell.Set(Instant.Never);
            return cell;
        }
    }

    public void Set(Instant deadline) => Volatile.Write(ref _cells[_index], deadline.Ticks);
}
