using System.Globalization;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>One row: its line in the file (1 = first), and its cells without the blanks around them.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells)
{
    // The first two stand there in both dialects, the third in one.
    private const int Port = 3;
    private const int RtuNumber = 4;
    private const int Master = 5;

    /// <summary>The cell, 1 = first; empty where the row is shorter.</summary>
    public string this[int cell] => cell <= Cells.Count ? Cells[cell - 1] : "";

    /// <summary>How many cells stand before the trailing empty ones that spreadsheets add.</summary>
    public int Width { get; } = LastFilled(Cells);

    public bool IsEmpty => Width == 0;

    /// <summary>A row of a group: what is no id is a key, or a comment.</summary>
    public bool HasId => Digits.Are(this[1]);

    /// <summary>
    /// Without an id, but nobody writes a comment so: numbers where port and rtu no stand, rtu no and an RTU's address or a Y, a number with a point
    /// or a sign, digits and an RTU's address.
    /// </summary>
    public bool IsMeantAsGroup
    {
        get
        {
            var first = this[1];
            return !HasId
                && !first.StartsWith('#')
                && ((Digits.Are(this[RtuNumber]) && (Digits.Are(this[Port]) || this[Master] == "Y" || HasEndpoint))
                    || decimal.TryParse(first, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
                    || (first.Length > 0 && char.IsAsciiDigit(first[0]) && HasEndpoint));
        }
    }

    private bool HasEndpoint => Cells.Any(c => c.Split(';').Any(e => RtuEndpoint.TryParse(e.Trim(), out _)));

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
