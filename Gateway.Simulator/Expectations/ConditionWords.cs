using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Expectations;

/// <summary>
/// Reads a <see cref="Condition"/>: <c>M_SP_TB_1 ca 7 ioa 1001..1010 = ON cot spont quality good time</c>, each part of it optional, in any order.
/// </summary>
internal static class ConditionWords
{
    /// <summary>The parts, for help and errors.</summary>
    public const string Syntax = "TYPE ca N ioa N[..M] = VALUE cot CAUSE positive|negative quality good|\"IV NT\" time|no-time age TIME";

    private static readonly string[] Signs = ["=", "!=", "<=", ">=", "<", ">"];

    /// <summary>Reads as many parts as there are; the words behind them are the caller's.</summary>
    /// <exception cref="WordingException">There is none, or one is wrong.</exception>
    public static Condition Read(WordReader words)
    {
        var condition = new Condition { Text = "" };
        var parts = new List<string>();
        while (TryReadPart(words, ref condition, parts))
        {
        }

        return parts.Count == 0
            ? throw words.Fault($"a condition ({Syntax})")
            : condition with { Text = string.Join(' ', parts) };
    }

    private static bool TryReadPart(WordReader words, ref Condition condition, List<string> parts)
    {
        // "command 45 on IOA 21001" reads well.
        if (words.TryTake("command", "type", "signal"))
        {
            condition = condition with { Type = TypeOf(words.Next("a type, as C_SC_NA_1 or 45")) };
            parts.Add(TypeNames.Of(condition.Type.Value));
        }
        else if (!words.IsAtEnd && TypeNames.TryParse(words.Peek()!, out _))
        {
            condition = condition with { Type = TypeOf(words.Next("")) };
            parts.Add(TypeNames.Of(condition.Type.Value));
        }
        else if (words.Sees("on", "ioa") || words.Sees("ioa"))
        {
            _ = words.TryTake("on");
            words.Take("ioa");
            condition = condition with { Objects = ObjectsOf(words.Next("an information object address, as 1001, or 1001..1010"), out var text) };
            parts.Add(text);
        }
        else if (words.TryTake("ca"))
        {
            condition = condition with { Address = words.CommonAddress() };
            parts.Add($"CA {condition.Address}");
        }
        else if (words.TryTake("cot"))
        {
            condition = condition with { Cause = CauseOf(words.Next("a cause of transmission, as spont or 3")) };
            parts.Add($"COT {CauseNames.WithNumber(condition.Cause.Value)}");
        }
        else if (words.Sees("negative") || words.Sees("positive"))
        {
            condition = condition with { IsNegative = words.Sees("negative") };
            parts.Add(words.Next("").Text);
        }
        else if (words.TryTake("quality"))
        {
            condition = condition with { Quality = QualityOf(words.Next("a quality: good, or bits as \"IV NT\"")) };
            parts.Add($"quality {(condition.Quality.Length == 0 ? "good" : condition.Quality)}");
        }
        else if (words.Sees("time") || words.Sees("no-time"))
        {
            condition = condition with { HasTimeTag = words.Sees("time") };
            parts.Add(words.Next("").Text);
        }
        else if (words.TryTake("age"))
        {
            condition = condition with { Age = words.Duration() };
            parts.Add($"age {Text.Of(condition.Age.Value)}");
        }
        else if (Signs.FirstOrDefault(words.Sees) is { } sign)
        {
            words.Take(sign);
            var value = words.Next("a value, as ON or 49.98");
            condition = condition with { Value = new ValueTest(sign, value.Text) };
            parts.Add($"{sign} {value.Text}");
        }
        else
        {
            return false;
        }

        return true;
    }

    private static TypeIdentification TypeOf(Word word) =>
        TypeNames.TryParse(word.Text, out var type) ? type : throw new WordingException(word.Column, $"\"{word.Text}\" is no type identification, as M_SP_TB_1 or 30");

    private static Cause CauseOf(Word word) =>
        CauseNames.TryParse(word.Text, out var cause) ? cause : throw new WordingException(word.Column, $"\"{word.Text}\" is no cause of transmission: 1..63, or {CauseNames.All}");

    private static (InformationObjectAddress, InformationObjectAddress) ObjectsOf(Word word, out string text)
    {
        var ends = word.Text.Split("..");
        if (ends.Length > 2 || !uint.TryParse(ends[0], out var first) || !uint.TryParse(ends[^1], out var last) || last < first || last > InformationObjectAddress.Max)
        {
            throw new WordingException(word.Column, $"\"{word.Text}\" is no information object address: 0..{InformationObjectAddress.Max}, or a range as 1001..1010");
        }

        text = $"IOA {word.Text}";
        return (new(first), new(last));
    }

    private static string QualityOf(Word word)
    {
        if (word.Text.Equals("good", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        var known = ((Quality)0xFF).Text().Trim('(', ')').Split(' ');
        var bits = word.Text.ToUpperInvariant().Split([' ', '+'], StringSplitOptions.RemoveEmptyEntries);
        return bits.Length > 0 && bits.All(known.Contains)
            ? string.Join(' ', bits)
            : throw new WordingException(word.Column, $"\"{word.Text}\" is no quality: good, or of {string.Join(", ", known)}, as IV or \"IV NT\"");
    }
}
