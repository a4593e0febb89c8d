using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>What the author of one file should know (C4), in the order of the file.</summary>
internal sealed class Findings(string file)
{
    private readonly List<ConfigurationFinding> _findings = [];

    /// <summary>The row is skipped.</summary>
    public void Error(int line, int cell, string message, string advice) => Add(FindingSeverity.Error, line, cell, message, advice);

    /// <summary>The row is read, but perhaps not as it was meant.</summary>
    public void Warning(int line, int cell, string message, string advice) => Add(FindingSeverity.Warning, line, cell, message, advice);

    public LoadedConfiguration Result(GatewayConfig? config) =>
        new(config, [.. _findings.OrderBy(f => f.Line).ThenBy(f => f.Column)]);

    /// <summary>A cell's text in a message, in quotes: its beginning, where it is long.</summary>
    public static string Quoted(string text)
    {
        const int Longest = 40;
        return text.Length > Longest ? $"'{text[..Longest]}...'" : $"'{text}'";
    }

    private void Add(FindingSeverity severity, int line, int cell, string message, string advice) =>
        _findings.Add(new ConfigurationFinding(severity, file, line, cell, Printable(message), advice));

    // One finding is one line, whatever stands in a cell.
    private static string Printable(string message) =>
        message.Any(char.IsControl) ? string.Concat(message.Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString())) : message;
}
