using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios;

/// <summary>Reads a master: <c>to 127.0.0.1:2404 from 127.0.0.2 ca 7 k 12 reconnect 1 s</c>.</summary>
internal static class MasterWords
{
    /// <param name="words">Behind the name.</param>
    /// <param name="name">The master's.</param>
    /// <param name="address">The station that it asks where the line does not say.</param>
    public static MasterConfig Read(WordReader words, string name, CommonAddress address)
    {
        var master = new MasterConfig { Name = name, Targets = [], Address = address };
        var link = LinkConfig.Default;
        while (!words.IsAtEnd)
        {
            if (words.TryTake("to"))
            {
                do
                {
                    master = master with { Targets = master.Targets.Add(words.EndPoint()) };
                }
                while (words.TryTake("or"));
            }
            else if (words.TryTake("from"))
            {
                master = master with { LocalAddress = words.Address() };
            }
            else if (words.TryTake("ca"))
            {
                master = master with { Address = words.CommonAddress() };
            }
            else if (words.TryTake("oa"))
            {
                master = master with { Originator = new OriginatorAddress((byte)words.Number("an originator address", 0, 255)) };
            }
            else if (words.TryTake("reconnect"))
            {
                var isTimed = words.Peek() is { } next && char.IsAsciiDigit(next[0]);
                master = master with { Reconnect = isTimed ? words.Duration() : TimeSpan.FromSeconds(1) };
            }
            else if (!LinkWords.TryRead(words, ref link))
            {
                throw words.Fault("to, from, ca, oa, k, w, t0, t1, t2, t3 or reconnect");
            }
        }

        return master.Targets.IsEmpty ? throw words.Fault($"\"to HOST:PORT\", where master {name} connects to,") : master with { Link = link };
    }
}
