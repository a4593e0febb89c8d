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
            link = link with { T0 = words.Duration() };
        }
        else if (words.TryTake("t1"))
        {
            link = link with { T1 = words.Duration() };
        }
        else if (words.TryTake("t2"))
        {
            link = link with { T2 = words.Duration() };
        }
        else if (words.TryTake("t3"))
        {
            link = link with { T3 = words.Duration() };
        }
        else if (words.TryTake("idle"))
        {
            link = link with { IdleTimeout = words.Duration() };
        }
        else
        {
            return false;
        }

        return true;
    }
}
