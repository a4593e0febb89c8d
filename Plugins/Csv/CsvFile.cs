using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>
/// Cuts a file into rows and cells (C3): BOM, CRLF, quotes, padding commas, blanks around values; a semicolon as separator, as spreadsheets of
/// some countries write it.
/// </summary>
internal static class CsvFile
{
    public static IReadOnlyList<CsvRow> Read(string text, Findings findings)
    {
        text = text.TrimStart('\uFEFF');
        var separator = SeparatorOf(text);
        if (separator == ";")
        {
            findings.Warning(1, 1, "the cells are separated by semicolons", "it is read so; save it with commas to be safe, as lists within a cell need semicolons");
        }

        var rows = new List<CsvRow>();
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            HasHeaderRecord = false,
            BadDataFound = null,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = false,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        for (var line = 1; parser.Read(); line = parser.RawRow + 1)
        {
            rows.Add(new CsvRow(line, [.. parser.Record!.Select(c => c.Trim())]));
            if (parser.RawRow > line)
            {
                findings.Warning(
                    line, 1, $"a quote that begins in this row is closed in line {parser.RawRow} only", "what stands between is one cell; close the quote in its row");
            }
        }

        return rows;
    }

    // Every data row has several cells: the first line with enough commas settles it.
    private static string SeparatorOf(string text)
    {
        const int CommasOfADataRow = 5;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Count(',') >= CommasOfADataRow)
            {
                return ",";
            }

            if (line.Count(';') >= CommasOfADataRow && !line.Contains(','))
            {
                return ";";
            }
        }

        return ",";
    }
}
