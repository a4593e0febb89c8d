using System.Globalization;
using System.Text.Json;

namespace Gateway.Plugins.Json;

/// <summary>
/// Reads the properties of one object, and reports what is not as it should be. <see cref="IsGood"/> turns false where the object cannot be used.
/// </summary>
internal sealed class ObjectReader(JsonItem item, ObjectKind kind, Findings findings)
{
    public bool IsGood { get; private set; } = true;

    /// <summary>Where the object begins.</summary>
    public int Offset => item.Offset;

    public Findings Findings => findings;

    public void Error(int offset, string message, string advice)
    {
        IsGood = false;
        findings.Error(offset, message, advice);
    }

    /// <summary>The first property of this name.</summary>
    public JsonItem? Find(string name) => item.Members.Find(m => m.Name == name)?.Value;

    /// <summary>Where a property's value stands; the object where it is left out.</summary>
    public int OffsetOf(string name) => Find(name)?.Offset ?? Offset;

    /// <summary>A property that must be there.</summary>
    /// <param name="example">How it may look.</param>
    public JsonItem? Require(string name, string example)
    {
        var found = Find(name);
        if (found is null)
        {
            Error(Offset, $"{kind.Title} has no {name}", $"add \"{name}\": {example}");
        }

        return found;
    }

    /// <summary>Text, not blank; empty where it is missing or none.</summary>
    public string RequiredText(string name, string example) => Require(name, example) is { } value ? TextOf(value, name, example) ?? "" : "";

    public string Text(string name, string example, string otherwise) => Find(name) is { } value ? TextOf(value, name, example) ?? otherwise : otherwise;

    /// <summary>The text of a value or of a list's element; null: it is none, and that is reported.</summary>
    public string? TextOf(JsonItem value, string name, string example)
    {
        if (value.Kind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.Text))
        {
            return value.Text;
        }

        Error(
            value.Offset,
            value.Kind == JsonValueKind.String ? $"{name} is an empty text" : $"{name} {value} is no text",
            value.Kind == JsonValueKind.Number ? $"put it in quotes: \"{Findings.Shortened(value.Text)}\"" : $"write it so: {example}");
        return null;
    }

    /// <summary>A whole number that must be there.</summary>
    public int RequiredNumber(string name, int least, int most, string example) =>
        Require(name, example) is { } value ? NumberOf(value, name, least, most) ?? least : least;

    public int Number(string name, int least, int most, int otherwise) => Find(name) is { } value ? NumberOf(value, name, least, most) ?? otherwise : otherwise;

    /// <summary>Seconds, with a fraction or without.</summary>
    public TimeSpan Seconds(string name, decimal least, decimal most, TimeSpan otherwise, string orElse = "")
    {
        if (Find(name) is not { } value)
        {
            return otherwise;
        }

        if (TryNumber(value, out var seconds) && seconds >= least && seconds <= most)
        {
            return TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        }

        NotInRange(value, name, $"a number of seconds from {least} to {most}{orElse}");
        return otherwise;
    }

    public bool YesNo(string name, bool otherwise)
    {
        switch (Find(name))
        {
            case null:
                return otherwise;
            case { Kind: JsonValueKind.True }:
                return true;
            case { Kind: JsonValueKind.False }:
                return false;
            case var value:
                Error(value.Offset, $"{name} {value} is neither true nor false", "write true or false, without quotes");
                return otherwise;
        }
    }

    /// <summary>One of a setting's words.</summary>
    public T Word<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (Find(name) is not { } value)
        {
            return otherwise;
        }

        string[] words = [.. Enum.GetValues<T>().Select(Words.Of)];
        var found = value.Kind == JsonValueKind.String ? Array.IndexOf(words, value.Text) : -1;
        if (found < 0)
        {
            var meant = value.Kind == JsonValueKind.String ? NearestWord.To(value.Text, words) : null;
            Error(value.Offset, $"{name} {value} is none of {string.Join(", ", words)}", meant is null ? "write one of them, in quotes" : $"did you mean \"{meant}\"?");
        }

        return found < 0 ? otherwise : Enum.GetValues<T>()[found];
    }

    /// <summary>The elements of a list; null: it is left out, or no list, which is reported.</summary>
    public List<JsonItem>? List(string name, string example) => Find(name) is { } value ? ListOf(value, name, example) : null;

    /// <summary>The elements of a list that must be there.</summary>
    public List<JsonItem>? RequiredList(string name, string example) => Require(name, example) is { } value ? ListOf(value, name, example) : null;

    /// <summary>A reader of an object inside; null: it is none, and that is reported.</summary>
    public ObjectReader? Object(JsonItem value, ObjectKind inner)
    {
        if (value.Kind == JsonValueKind.Object)
        {
            return new ObjectReader(value, inner, findings);
        }

        Error(value.Offset, $"{value} is not {inner.Title}", $"put the properties of {inner.Title} in braces: {{ ... }}");
        return null;
    }

    /// <summary>An object inside cannot be used, and so this one cannot, either.</summary>
    public void Spoil() => IsGood = false;

    /// <summary>Tells of properties that its kind has not, and of those that stand there twice.</summary>
    public void End()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in item.Members)
        {
            if (!kind.Properties.Contains(member.Name, StringComparer.Ordinal))
            {
                Error(member.Offset, $"{Findings.Quoted(member.Name)} is no property of {kind.Title}", kind.AdviceFor(member.Name));
            }
            else if (!seen.Add(member.Name))
            {
                Error(member.Offset, $"{member.Name} stands here for the second time", "keep one of them");
            }
        }
    }

    private int? NumberOf(JsonItem value, string name, int least, int most)
    {
        if (TryNumber(value, out var number) && number >= least && number <= most && number == decimal.Truncate(number))
        {
            return (int)number;
        }

        NotInRange(value, name, $"a whole number from {least} to {most}");
        return null;
    }

    private void NotInRange(JsonItem value, string name, string range) =>
        Error(
            value.Offset,
            $"{name} {value} is not {range}",
            value.Kind == JsonValueKind.String && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                ? "write it without quotes"
                : $"write {range}");

    private static bool TryNumber(JsonItem value, out decimal number)
    {
        number = 0;
        return value.Kind == JsonValueKind.Number && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private List<JsonItem>? ListOf(JsonItem value, string name, string example)
    {
        if (value.Kind == JsonValueKind.Array)
        {
            return value.Elements;
        }

        Error(value.Offset, $"{name} {value} is no list", $"write it in square brackets: {example}");
        return null;
    }
}
