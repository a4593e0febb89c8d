using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Json;

/// <summary>What the author of one file should know (C4), in the order of the file.</summary>
internal sealed class Findings(string file, JsonText text)
{
    private readonly List<(int Offset, FindingSeverity Severity, string Message, string Advice)> _findings = [];
    private readonly List<NamePlace> _names = [];

    /// <summary>What stands here is not read; where it belongs to a group, the group is left out.</summary>
    public void Error(int offset, string message, string advice) => _findings.Add((offset, FindingSeverity.Error, message, advice));

    /// <summary>What stands here is read, but perhaps not as it was meant.</summary>
    public void Warning(int offset, string message, string advice) => _findings.Add((offset, FindingSeverity.Warning, message, advice));

    /// <summary>A group names a routing policy or an RTU library here; or, for all of them, the file a time source.</summary>
    public void Named(string name, string? group, int offset)
    {
        var (line, column) = text.PositionOf(offset);
        _names.Add(new NamePlace(name, group, line, column));
    }

    public int LineOf(int offset) => text.PositionOf(offset).Line;

    public LoadedConfiguration Result(GatewayConfig? config) =>
        new(config, [.. _findings.OrderBy(f => f.Offset).Select(Finding)]) { Names = [.. _names] };

    /// <summary>A text in a message, in quotes: its beginning, where it is long.</summary>
    public static string Quoted(string text) => $"'{Shortened(text)}'";

    public static string Shortened(string text)
    {
        const int Longest = 40;
        return text.Length > Longest ? $"{text[..Longest]}..." : text;
    }

    private ConfigurationFinding Finding((int Offset, FindingSeverity Severity, string Message, string Advice) finding)
    {
        var (line, column) = text.PositionOf(finding.Offset);
        return new ConfigurationFinding(finding.Severity, file, line, column, Printable(finding.Message), Printable(finding.Advice));
    }

    // One finding is one line, whatever stands in a text.
    private static string Printable(string message) =>
        message.Any(char.IsControl) ? string.Concat(message.Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString())) : message;
}
