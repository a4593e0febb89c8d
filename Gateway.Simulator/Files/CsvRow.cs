using System.Globalization;

namespace Gateway.Simulator.Files;

/// <summary>One row of a file: its line (1 = first), and its cells without the blanks around them.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>The cell, 1 = first; empty where the row is shorter.</summary>
    public string this[int cell] => cell <= Cells.Count ? Cells[cell - 1] : "";

    /// <summary>A row of data: all else is a comment, or a key.</summary>
    public bool HasNumber => IsDigits(this[1]);

    /// <summary>The original ends here: for RTUs the file, for signals the interrogation.</summary>
    public bool IsEnd => this[1].StartsWith('!');

    public bool IsComment => this[1].StartsWith('#') || Cells.All(c => c.Length == 0);

    public static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    /// <summary>A number of digits alone, within limits.</summary>
    public bool TryRead(int cell, long least, long most, out long value) =>
        long.TryParse(this[cell], NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
}
