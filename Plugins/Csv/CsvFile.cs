using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>
/// Cuts a file into rows and cells (C3): BOM, CRLF, quotes, padding commas, blanks around values; a semicolon as separator, as spreadsheets of
/// some countries write it.
/// </summary>
internal static partial class CsvFile
{
    // Stands behind the last row; a quote that is never closed swallows it.
    private const string End = "\u0003";

    public static IReadOnlyList<CsvRow> Read(string text, Findings findings)
    {
        var separator = SeparatorOf(text);
        if (separator == ";")
        {
            findings.Warning(
                1, 1, "the cells are separated by semicolons, and are read so", "save it with commas; or else put cells that hold a list (hosts, filter) in quotes");
        }

        var rows = new List<CsvRow>();
        var rest = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        for (var line = 1; rest.Length > 0;)
        {
            (rest, line) = ReadRows(rest, line, separator, rows, findings);
        }

        return rows;
    }

    // What is left is empty, or begins behind the row whose quote is never closed.
    private static (string Left, int Line) ReadRows(string text, int first, string separator, List<CsvRow> rows, Findings findings)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            HasHeaderRecord = false,
            BadDataFound = null,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = false,
        };
        using var parser = new CsvParser(new StringReader(text + "\n" + End), configuration);
        var line = first;
        for (var start = 0; parser.Read(); start += parser.RawRecord.Length, line = first + parser.RawRow)
        {
            string[] cells = [.. parser.Record!.Select(c => c.Trim())];
            var reachesEnd = start + parser.RawRecord.Length > text.Length + 1;
            if (reachesEnd && cells is [End])
            {
                break;
            }

            if (reachesEnd)
            {
                findings.Error(line, cells.Length, "the quote that opens this cell is never closed; the row is skipped", "close the quote, or remove it");
                var end = text.IndexOf('\n', start);
                return end < 0 ? ("", line) : (text[(end + 1)..], line + 1);
            }

            rows.Add(new CsvRow(line, cells));
            TellSeveralLines(line, parser.RawRecord, findings);
        }

        return ("", line);
    }

    private static void TellSeveralLines(int line, string row, Findings findings)
    {
        string[] lines = row.TrimEnd('\n').Split('\n');
        if (lines.Length == 1)
        {
            return;
        }

        var message = $"a quote that is opened in this row is closed in line {line + lines.Length - 1} only: what stands between is one cell";
        int[] groups = [.. Enumerable.Range(1, lines.Length - 1).Where(i => GroupRow().IsMatch(lines[i])).Select(i => line + i)];
        if (groups.Length > 0)
        {
            findings.Error(line, 1, $"{message}, and no group is read from line {string.Join(", ", groups)}", "close the quote in its row");
        }
        else
        {
            findings.Warning(line, 1, message, "close the quote in its row");
        }
    }

    // The first group settles it: comments may hold anything.
    internal static string SeparatorOf(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            foreach (var group in GroupRow().EnumerateMatches(line))
            {
                return line[group.Index + group.Length - 1] == ';' ? ";" : ",";
            }
        }

        return ",";
    }

    // An id, perhaps quoted, and the separator behind it.
    [GeneratedRegex("^[\uFEFF ]*\"?[0-9]+\"? *[,;]")]
    private static partial Regex GroupRow();
}
