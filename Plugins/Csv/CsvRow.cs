namespace Gateway.Plugins.Csv;

/// <summary>One row: its line in the file (1 = first), and its cells without the blanks around them.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>The cell, 1 = first; empty where the row is shorter.</summary>
    public string this[int cell] => cell <= Cells.Count ? Cells[cell - 1] : "";

    /// <summary>How many cells stand before the trailing empty ones that spreadsheets add.</summary>
    public int Width { get; } = LastFilled(Cells);

    public bool IsEmpty => Width == 0;

    private static int LastFilled(IReadOnlyList<string> cells)
    {
        var width = cells.Count;
        while (width > 0 && cells[width - 1].Length == 0)
        {
            width--;
        }

        return width;
    }
}
