using Gateway.Iec104.Links;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios;

/// <summary>Reads a link's parameters: <c>k 12 w 8 t1 15 s</c>.</summary>
internal static class LinkWords
{
    /// <returns>False: the next word is none of them.</returns>
    public static bool TryRead(WordReader words, ref LinkConfig link)
    {
        if (words.TryTake("k"))
        {
            link = link with { K = (int)words.Number("k", 1, LinkConfig.MaxK) };
        }
        else if (words.TryTake("w"))
        {
            link = link with { W = (int)words.Number("w", 1, LinkConfig.MaxK) };
        }
        else if (words.TryTake("t0"))
        {
            link = link with { T0 = Time(words, "t0") };
        }
        else if (words.TryTake("t1"))
        {
            link = link with { T1 = Time(words, "t1") };
        }
        else if (words.TryTake("t2"))
        {
            link = link with { T2 = Time(words, "t2") };
        }
        else if (words.TryTake("t3"))
        {
            link = link with { T3 = Time(words, "t3") };
        }
        else if (words.TryTake("idle"))
        {
            link = link with { IdleTimeout = Time(words, "idle") };
        }
        else
        {
            return false;
        }

        return true;
    }

    private static TimeSpan Time(WordReader words, string name)
    {
        var column = words.Column;
        return words.Duration() is var time && time > TimeSpan.Zero ? time : throw new WordingException(column, $"{name} must be above 0");
    }
}
