using System.Net;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios;

/// <summary>Reads what an RTU is told: <c>ca 7 on 127.0.1.1:2404 buffer 500 select-only</c>.</summary>
internal static class RtuWords
{
    /// <summary>The words, for errors.</summary>
    public const string Known = "ca, on, buffer, select-only, select-timeout";

    /// <returns>False: the next word is none of them.</returns>
    public static bool TryRead(WordReader words, ref RtuConfig config)
    {
        if (words.TryTake("ca"))
        {
            config = config with { Number = words.CommonAddress() };
        }
        else if (words.TryTake("on"))
        {
            var ports = new List<IPEndPoint>();
            do
            {
                ports.Add(words.EndPoint());
            }
            while (words.TryTake("and"));
            config = config with { Ports = [.. config.Ports, .. ports.Select(p => new RtuPort(p))] };
        }
        else if (words.TryTake("buffer"))
        {
            config = config with { BufferedEvents = (int)words.Number("a number of events", 1, 10_000_000) };
        }
        else if (words.TryTake("select-only"))
        {
            config = config with { RequiresSelect = true };
        }
        else if (words.TryTake("select-timeout"))
        {
            config = config with { SelectTimeout = words.Duration() };
        }
        else
        {
            return false;
        }

        return true;
    }
}
