using System.Globalization;
using System.Net;
using Gateway.Iec104;

namespace Gateway.Simulator.Wording;

/// <summary>
/// Reads a line word by word. What is not as it must be is a <see cref="WordingException"/> with the column, what is wrong, and what would be right.
/// </summary>
public sealed class WordReader
{
    // A timer can run no longer than seven weeks.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(720);

    private static readonly (string Name, double Milliseconds)[] Units =
        [("ms", 1), ("s", 1000), ("sec", 1000), ("second", 1000), ("seconds", 1000), ("min", 60_000), ("minutes", 60_000), ("h", 3_600_000)];

    private readonly List<Word> _words;
    private readonly int _length;
    private int _next;

    public WordReader(string line, IReadOnlyDictionary<string, string>? variables = null)
    {
        _words = Words.Of(line, variables ?? new Dictionary<string, string>());
        _length = line.TrimEnd().Length;
    }

    /// <summary>All words with one blank between them, variables put in.</summary>
    public string Text => string.Join(' ', _words.Select(w => w.IsQuoted ? $"\"{w.Text}\"" : w.Text));

    public bool IsAtEnd => _next == _words.Count;

    /// <summary>Where the next word begins; behind the line's end when there is none.</summary>
    public int Column => IsAtEnd ? _length + 1 : _words[_next].Column;

    /// <summary>Whether the next word is this one.</summary>
    public bool Sees(string keyword) => !IsAtEnd && _words[_next].Is(keyword);

    /// <summary>Whether these words come next.</summary>
    public bool Sees(string first, string second) => Sees(first) && _next + 1 < _words.Count && _words[_next + 1].Is(second);

    /// <summary>Takes the next word if it is one of these.</summary>
    public bool TryTake(params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (Sees(keyword))
            {
                _next++;
                return true;
            }
        }

        return false;
    }

    public void Take(string keyword)
    {
        if (!TryTake(keyword))
        {
            throw Fault($"\"{keyword}\"");
        }
    }

    /// <summary>The next word, whatever it is.</summary>
    /// <param name="what">What it must be, for the error when there is none.</param>
    public Word Next(string what) => IsAtEnd ? throw Fault(what) : _words[_next++];

    /// <summary>The next word without taking it.</summary>
    public string? Peek() => IsAtEnd ? null : _words[_next].Text;

    public long Number(string what, long least, long most)
    {
        var word = Next(what);
        return long.TryParse(word.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new WordingException(word.Column, $"\"{word.Text}\" is not {what}: a whole number {least}..{most}");
    }

    public double Real(string what, double most)
    {
        var word = Next(what);
        return double.TryParse(word.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most
            ? number
            : throw new WordingException(word.Column, $"\"{word.Text}\" is not {what}: a number, 0 to {most}");
    }

    public CommonAddress CommonAddress() => new((ushort)Number("a common address", 1, ushort.MaxValue));

    public InformationObjectAddress ObjectAddress() => new((uint)Number("an information object address", 0, InformationObjectAddress.Max));

    /// <summary><c>5 s</c>, <c>200ms</c>, <c>1.5 min</c>.</summary>
    public TimeSpan Duration()
    {
        var word = Next("a time, as \"5 s\"");
        var digits = word.Text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = digits < word.Text.Length ? word.Text[digits..] : IsAtEnd ? "" : _words[_next].Text;
        var known = Units.FirstOrDefault(u => u.Name.Equals(unit, StringComparison.OrdinalIgnoreCase));
        if (!double.TryParse(word.Text[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || known.Name is null)
        {
            throw new WordingException(word.Column, $"\"{word.Text}{(digits < word.Text.Length || unit.Length == 0 ? "" : " " + unit)}\" is no time: write a number and ms, s, min or h, as \"5 s\"");
        }

        if (number * known.Milliseconds > Longest.TotalMilliseconds)
        {
            throw new WordingException(word.Column, $"\"{word.Text}{(digits < word.Text.Length ? "" : " " + unit)}\" is too long: at most {Longest.TotalHours} h");
        }

        if (digits == word.Text.Length)
        {
            _next++;
        }

        return TimeSpan.FromMilliseconds(number * known.Milliseconds);
    }

    /// <summary><c>HOST:PORT</c>; a name is looked up.</summary>
    public IPEndPoint EndPoint() => Next("HOST:PORT, as 127.0.0.1:2404") is var word && EndPoints.TryParse(word.Text, out var endPoint, out var why)
        ? endPoint
        : throw new WordingException(word.Column, why);

    public IPAddress Address() => Next("an address, as 127.0.0.2") is var word && IPAddress.TryParse(word.Text, out var address)
        ? address
        : throw new WordingException(word.Column, $"\"{word.Text}\" is no IP address, as 127.0.0.2");

    /// <summary>Nothing may be left.</summary>
    /// <param name="right">What the line may go on with.</param>
    public void End(string right = "")
    {
        if (!IsAtEnd)
        {
            throw new WordingException(Column, $"\"{Peek()}\" is one word too many{(right.Length == 0 ? "" : $": {right}")}");
        }
    }

    /// <summary>The error that something else is here than what must be.</summary>
    public WordingException Fault(string what) => new(Column, IsAtEnd ? $"the line ends where {what} must follow" : $"\"{Peek()}\" stands where {what} must follow");
}
