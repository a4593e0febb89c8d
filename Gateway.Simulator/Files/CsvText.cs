using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;

namespace Gateway.Simulator.Files;

/// <summary>
/// Cuts a file into rows and cells: BOM, CRLF, quotes, padding commas, blanks around values; a semicolon as separator, as spreadsheets of some
/// countries write it. A row is one line: no cell of these files goes on in the next.
/// </summary>
internal static partial class CsvText
{
    // Stands in a line of its own behind each row; a quote that is never closed swallows it.
    private const string End = "\u0003";

    /// <summary>Null: the file cannot be read.</summary>
    public static IReadOnlyList<CsvRow>? Read(string path, FileFindings findings)
    {
        byte[] octets;
        try
        {
            octets = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Error(1, 1, $"the file cannot be read: {e.Message.TrimEnd('.')}", "check its name and its rights");
            return null;
        }

        var lines = TextOf(octets).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var separator = SeparatorOf(lines);
        if (separator == ";")
        {
            findings.Warning(1, 1, "the cells are separated by semicolons, and are read so", "save it with commas; or else put cells that hold a list (hosts) in quotes");
        }

        return [.. Enumerable.Range(0, lines.Length).Select(i => Row(i + 1, lines[i], separator, findings)).OfType<CsvRow>()];
    }

    private static CsvRow? Row(int line, string text, string separator, FileFindings findings)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            HasHeaderRecord = false,
            BadDataFound = null,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = false,
        };
        using var parser = new CsvParser(new StringReader($"{text}\n{End}"), configuration);
        _ = parser.Read();
        string[] cells = [.. parser.Record!.Select(c => c.Trim())];
        if (!cells[^1].EndsWith(End, StringComparison.Ordinal))
        {
            return new CsvRow(line, cells);
        }

        if (!cells[0].StartsWith('#'))
        {
            findings.Error(line, cells.Length, "the quote that opens this cell is not closed in its line; the row is skipped", "close the quote, or remove it");
        }

        return null;
    }

    // Octets of an old code page become replacement characters: in a comment or a name they do no harm.
    private static string TextOf(ReadOnlySpan<byte> octets) => octets switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(octets),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(octets),
        _ => Encoding.UTF8.GetString(octets),
    };

    // The first row of data settles it: comments may hold anything.
    private static string SeparatorOf(IEnumerable<string> lines) =>
        lines.Select(l => DataRow().Match(l)).FirstOrDefault(m => m.Success) is { } match && match.ValueSpan.EndsWith(";", StringComparison.Ordinal) ? ";" : ",";

    [GeneratedRegex("^ *\"?[0-9]+\"? *[,;]")]
    private static partial Regex DataRow();
}
