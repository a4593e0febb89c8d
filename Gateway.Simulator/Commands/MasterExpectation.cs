using Gateway.Simulator.Expectations;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Commands;

/// <summary><c>--expect "M_SP_TB_1 ioa 1001 = ON within 5 s"</c>: what each master must receive.</summary>
internal sealed record MasterExpectation(string Text, IReadOnlyList<Condition> Conditions, Tally Count, TimeSpan Within)
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(5);

    /// <exception cref="WordingException">What is wrong, and what would be right.</exception>
    public static MasterExpectation Parse(string text)
    {
        var words = new WordReader(text);
        var count = Tally.Read(words);
        var conditions = new List<Condition> { ConditionWords.Read(words) };
        while (words.TryTake("then"))
        {
            conditions.Add(ConditionWords.Read(words));
        }

        count = Tally.ReadBehind(words, count);
        var within = words.TryTake("within", "for") ? words.Duration() : DefaultTime;
        words.End($"write it as \"{ConditionWords.Syntax} within 5 s\"");
        return new MasterExpectation(text, conditions, count, within);
    }
}
