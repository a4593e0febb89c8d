using System.Text;

namespace Gateway.Plugins.Csv;

/// <summary>A file's lines as they stand, of which single cells are changed. Octets that are no UTF-8 stay what they are.</summary>
internal sealed class CsvLines
{
    private readonly char _separator;
    private readonly List<string> _lines = [];

    public CsvLines(ReadOnlySpan<byte> octets, char separator)
    {
        _separator = separator;

        // One character for each octet.
        var text = Encoding.Latin1.GetString(octets);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _lines.Add(text[start..(i + 1)]);
                start = i + 1;
            }
        }

        _lines.Add(text[start..]);
    }

    /// <returns>Why not; null: it is changed.</returns>
    public string? Set(CsvRow row, int cell, string value)
    {
        var line = _lines[row.Line - 1];
        var body = line.TrimEnd('\r', '\n');
        if (Cells(body) is not { } cells || cells.Count != row.Cells.Count)
        {
            return $"row {row.Line} has a cell of several lines; edit the file";
        }

        while (cells.Count < cell)
        {
            cells.Add("");
        }

        cells[cell - 1] = Written(value);
        _lines[row.Line - 1] = string.Join(_separator, cells) + line[body.Length..];
        return null;
    }

    public byte[] Octets() => Encoding.Latin1.GetBytes(string.Concat(_lines));

    // As they stand, with quotes and blanks; null: a quote is not closed.
    private List<string>? Cells(string line)
    {
        var cells = new List<string>();
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == _separator && !isQuoted)
            {
                cells.Add(line[start..i]);
                start = i + 1;
            }
        }

        cells.Add(line[start..]);
        return isQuoted ? null : cells;
    }

    private string Written(string value)
    {
        var needsQuotes = value.Contains(_separator, StringComparison.Ordinal) || value.Contains('"', StringComparison.Ordinal);
        var text = needsQuotes ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
        return Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
    }
}
