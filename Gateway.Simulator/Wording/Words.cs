using System.Text;

namespace Gateway.Simulator.Wording;

/// <summary>Cuts a line into <see cref="Word"/>s: blanks part them, <c>#</c> begins a comment, <c>$NAME</c> is a variable.</summary>
internal static class Words
{
    private static readonly string[] Signs = ["!=", "<=", ">=", "->", "=", "<", ">"];

    /// <exception cref="WordingException">A quote is not closed, or a variable is not known.</exception>
    public static List<Word> Of(string line, IReadOnlyDictionary<string, string> variables)
    {
        var words = new List<Word>();
        for (var at = 0; at < line.Length;)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
            }
            else if (line[at] == '#')
            {
                break;
            }
            else
            {
                words.Add(line[at] == '"' ? Quoted(line, ref at, variables) : Sign(line, ref at) ?? Plain(line, ref at, variables));
            }
        }

        return words;
    }

    private static Word? Sign(string line, ref int at)
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(line, at, sign, 0, sign.Length) == 0)
            {
                at += sign.Length;
                return new Word(sign, at - sign.Length + 1, IsQuoted: false);
            }
        }

        return null;
    }

    private static Word Plain(string line, ref int at, IReadOnlyDictionary<string, string> variables)
    {
        var start = at;
        while (at < line.Length && !char.IsWhiteSpace(line[at]) && line[at] is not ('#' or '"' or '=' or '<' or '>')
            && !(line[at] == '!' && at + 1 < line.Length && line[at + 1] == '='))
        {
            if (line[at] == '-' && at + 1 < line.Length && line[at + 1] == '>')
            {
                break;
            }

            at++;
        }

        return new Word(Filled(line[start..at], start + 1, variables), start + 1, IsQuoted: false);
    }

    private static Word Quoted(string line, ref int at, IReadOnlyDictionary<string, string> variables)
    {
        var start = at;
        var end = line.IndexOf('"', start + 1);
        if (end < 0)
        {
            throw new WordingException(start + 1, "the quote is not closed: put a \" at the end of the text");
        }

        at = end + 1;
        return new Word(Filled(line[(start + 1)..end], start + 2, variables), start + 1, IsQuoted: true);
    }

    private static string Filled(string text, int column, IReadOnlyDictionary<string, string> variables)
    {
        if (!text.Contains('$'))
        {
            return text;
        }

        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '$')
            {
                _ = filled.Append(text[at++]);
                continue;
            }

            var isBraced = at + 1 < text.Length && text[at + 1] == '{';
            var start = at + (isBraced ? 2 : 1);
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            var name = text[start..end];
            if (isBraced && (end == text.Length || text[end] != '}'))
            {
                throw new WordingException(column + at, $"${{{name} is not closed: write ${{{name}}}");
            }

            if (!variables.TryGetValue(name, out var value))
            {
                throw new WordingException(column + at, $"nobody has set ${name}: write \"set {name} = VALUE\" above, or give {name}=VALUE on the command line{Known(variables)}");
            }

            _ = filled.Append(value);
            at = isBraced ? end + 1 : end;
        }

        return filled.ToString();
    }

    private static string Known(IReadOnlyDictionary<string, string> variables) =>
        variables.Count == 0 ? "" : $" (set are: {string.Join(", ", variables.Keys.Order(StringComparer.Ordinal).Select(name => "$" + name))})";
}
