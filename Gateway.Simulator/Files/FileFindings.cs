using System.Collections.Immutable;

namespace Gateway.Simulator.Files;

/// <summary>What the author of one file should know.</summary>
internal sealed class FileFindings(string file)
{
    private readonly List<FileFinding> _findings = [];

    public ImmutableArray<FileFinding> All => [.. _findings.OrderBy(f => f.Line).ThenBy(f => f.Column)];

    /// <summary>The row is skipped.</summary>
    public void Error(int line, int cell, string message, string advice) => Add(FindingSeverity.Error, line, cell, message, advice);

    /// <summary>The row is read, but perhaps not as it was meant.</summary>
    public void Warning(int line, int cell, string message, string advice) => Add(FindingSeverity.Warning, line, cell, message, advice);

    /// <summary>A cell's text in a message: its beginning, where it is long.</summary>
    public static string Quoted(string text)
    {
        const int Longest = 40;
        var printable = string.Concat(text.Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString()));
        return printable.Length > Longest ? $"'{printable[..Longest]}...'" : $"'{printable}'";
    }

    private void Add(FindingSeverity severity, int line, int cell, string message, string advice) =>
        _findings.Add(new FileFinding(severity, file, line, cell, message, advice));
}
