using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Logging;

/// <summary>What keeps a log legible and inside its folder, whatever a name or a peer contains (O1).</summary>
internal static class LogText
{
    private const int LongestName = 60;

    /// <summary>Control characters as <c>\x1B</c>: a line stays a line.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = char.IsControl(c) ? escaped.Append($"\\x{(int)c:X2}") : escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>
    /// A group's log file without its extension: letters, digits, hyphens, in the station's name dots; never a path. What stands before the first dot is no
    /// device (CON, NUL): a hyphen is in it.
    /// </summary>
    public static string FileName(GroupConfig group)
    {
        var name = $"{Replaced(group.Id).Replace('.', '_')}-{Replaced(group.Name)}";
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    private static string Replaced(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
