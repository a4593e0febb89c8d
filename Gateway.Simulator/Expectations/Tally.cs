using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Expectations;

/// <summary>How often something must come.</summary>
/// <param name="Most">Null: any number above <paramref name="Least"/>.</param>
public readonly record struct Tally(int Least, int? Most)
{
    public static readonly Tally Once = new(1, null);

    public static readonly Tally Never = new(0, 0);

    /// <summary>Whether only the end of the time tells.</summary>
    public bool NeedsAllTime => Most is not null;

    /// <summary>In front of a condition.</summary>
    public string Text => this == Never ? "no " : this == Once ? "" : Most is null ? $"at least {Least} times " : $"{Wording.Text.Count(Least, "time")} ";

    /// <summary><c>no</c> in front of a condition.</summary>
    internal static Tally Read(WordReader words) => words.TryTake("no") ? Never : Once;

    /// <summary><c>3 times</c>, <c>at least 3 times</c>, <c>once</c> behind it.</summary>
    internal static Tally ReadBehind(WordReader words, Tally before)
    {
        var isLeast = words.Sees("at", "least");
        if (!isLeast && !words.Sees("count") && !words.Sees("exactly"))
        {
            return before;
        }

        if (isLeast)
        {
            words.Take("at");
            words.Take("least");
        }
        else
        {
            _ = words.TryTake("count", "exactly");
        }

        var number = (int)words.Number("how many times", 0, int.MaxValue);
        _ = words.TryTake("times", "time");
        return isLeast ? new Tally(number, null) : new Tally(number, number);
    }
}
