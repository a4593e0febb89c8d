using Gateway.Iec104;
using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Links;

/// <summary>One link, time moved by hand: what it reads is told as words, what it would send as hex.</summary>
internal sealed class LinkBench
{
    public const string StartDtAct = "68 04 07 00 00 00";
    public const string StartDtCon = "68 04 0B 00 00 00";
    public const string StopDtAct = "68 04 13 00 00 00";
    public const string StopDtCon = "68 04 23 00 00 00";
    public const string TestFrAct = "68 04 43 00 00 00";
    public const string TestFrCon = "68 04 83 00 00 00";

    /// <summary>M_SP_NA_1, spontaneous, CA 1, IOA 1, on: ten octets behind the control field.</summary>
    public const string Asdu = "01 01 03 00 01 00 01 00 00 01";

    /// <summary>Small windows: k = 3, w = 2; t1 15 s, t2 10 s, t3 20 s.</summary>
    public static readonly LinkConfig Small = LinkConfig.Default with { K = 3, W = 2 };

    public LinkBench(StationRole role, LinkConfig? config = null, AcknowledgeTiming timing = AcknowledgeTiming.OnReceipt) =>
        Link = new Link(config ?? Small, role, timing, Now);

    public Link Link { get; }

    public Instant Now { get; private set; } = new(TimeSpan.FromHours(1).Ticks);

    public static LinkBench StartedControlled(LinkConfig? config = null, AcknowledgeTiming timing = AcknowledgeTiming.OnReceipt)
    {
        var bench = new LinkBench(StationRole.Controlled, config, timing);
        _ = bench.Read(StartDtAct);
        _ = bench.Write();
        return bench;
    }

    public static LinkBench StartedControlling(LinkConfig? config = null, AcknowledgeTiming timing = AcknowledgeTiming.OnReceipt)
    {
        var bench = new LinkBench(StationRole.Controlling, config, timing);
        bench.Link.Start(bench.Now);
        _ = bench.Write();
        _ = bench.Read(StartDtCon);
        return bench;
    }

    /// <summary>An I APDU with N(S) and N(R).</summary>
    public static string I(int send, int receive, string asdu = Asdu)
    {
        var octets = Hex.Of(asdu);
        return Hex.Text([0x68, (byte)(octets.Length + 4), (byte)(send << 1), (byte)(send >> 7), (byte)(receive << 1), (byte)(receive >> 7), .. octets]);
    }

    /// <summary>An S APDU with N(R).</summary>
    public static string S(int receive) => Hex.Text([0x68, 0x04, 0x01, 0x00, (byte)(receive << 1), (byte)(receive >> 7)]);

    public void Wait(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    /// <summary>Gives it octets; the events, in words, separated by commas.</summary>
    public string Read(string hex)
    {
        var events = new List<string>();
        ReadOnlySpan<byte> octets = Hex.Of(hex);
        while (Link.TryRead(ref octets, Now, out var e))
        {
            var what = e.Kind switch
            {
                LinkEventKind.Asdu => "asdu",
                LinkEventKind.Confirmed => "confirmed",
                LinkEventKind.Noted => e.Note.ToString(),
                LinkEventKind.Fault => Link.Ended.Kind.ToString(),
                var kind => kind.ToString().ToLowerInvariant(),
            };
            events.Add(e.Confirmed > 0 ? $"{what} +{e.Confirmed}" : what);
        }

        return string.Join(", ", events);
    }

    /// <summary>Lets a timer pass; the fault, or nothing.</summary>
    public string Expire() => Link.Expire(Now)?.Kind.ToString() ?? "";

    /// <summary>Sends so many ASDUs and whatever else is due, in one write.</summary>
    public string Write(int asdus = 0)
    {
        var buffer = new byte[4096];
        var at = Link.WriteControl(buffer, Now);
        for (; asdus > 0; asdus--)
        {
            var asdu = Hex.Of(Asdu);
            asdu.CopyTo(buffer, at + Apci.Octets);
            Link.Stamp(buffer.AsSpan(at, Apci.Octets + asdu.Length), Now);
            at += Apci.Octets + asdu.Length;
        }

        at += Link.WriteAcknowledgement(buffer.AsSpan(at), Now);
        return Hex.Text(buffer.AsSpan(0, at));
    }
}
