using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Links;

/// <summary>A channel of a controlled station whose wire takes as much as it is told to: what it hands on as words, what it sends as hex.</summary>
internal sealed class ChannelBench : IOctetSink, ILinkSink
{
    private static readonly AsduHead Head = AsduHead.Read(Hex.Of(LinkBench.Asdu));
    private static readonly byte[] Objects = Hex.Of(LinkBench.Asdu)[AsduHead.Octets..];

    private readonly List<string> _events = [];
    private readonly List<byte> _sent = [];
    private readonly Instant _now = new(TimeSpan.FromHours(1).Ticks);
    private byte[] _rest = [];

    public ChannelBench(LinkConfig? config = null, StationRole role = StationRole.Controlled) =>
        Channel = new LinkChannel(new Link(config ?? LinkBench.Small, role, AcknowledgeTiming.OnReceipt, _now), this, this);

    public LinkChannel Channel { get; }

    /// <summary>How many octets the wire takes before it is full.</summary>
    public int Takes { get; set; } = int.MaxValue;

    public int Writes { get; private set; }

    public bool IsFull { get; private set; }

    /// <summary>Done within the event of this name.</summary>
    public (string Event, Action What) Within { get; set; } = ("", () => { });

    /// <summary>A fault closes it, as it should.</summary>
    public bool ClosesAtFault { get; set; } = true;

    public static ChannelBench Started(LinkConfig? config = null)
    {
        var bench = new ChannelBench(config);
        _ = bench.Read(LinkBench.StartDtAct);
        _ = bench.Write();
        return bench;
    }

    /// <summary>Gives it octets, so many in a read; the events, separated by commas.</summary>
    public string Read(string hex, int portion = int.MaxValue)
    {
        _events.Clear();
        foreach (var octets in Hex.Of(hex).Chunk(portion))
        {
            Channel.Receive(octets, _now);
        }

        return string.Join(", ", _events);
    }

    /// <summary>Puts so many ASDUs and ends the turn; what the wire has taken.</summary>
    public string Write(int asdus = 0)
    {
        for (; asdus > 0; asdus--)
        {
            Put();
        }

        Channel.Flush(_now);
        return Sent();
    }

    /// <summary>Adds one ASDU to the turn.</summary>
    public void Put() => Channel.Put(Head, Objects, _now);

    /// <summary>The wire has room again and takes the rest; what the turn that follows sends as well.</summary>
    public string TakeRest()
    {
        Assert.IsTrue(IsFull);
        IsFull = false;
        Takes = int.MaxValue;
        _sent.AddRange(_rest);
        Channel.Flush(_now);
        return Sent();
    }

    bool IOctetSink.HasRest => IsFull;

    void IOctetSink.Send(ReadOnlySpan<byte> octets)
    {
        Assert.IsFalse(IsFull, "Nothing else is sent while a rest waits.");
        Writes++;
        var taken = Math.Min(octets.Length, Takes);
        _sent.AddRange(octets[..taken]);
        (_rest, IsFull) = (octets[taken..].ToArray(), taken < octets.Length);
    }

    void ILinkSink.Received(in AsduView asdu)
    {
        var octets = Hex.Text(asdu.Octets);
        Happen($"asdu {Hex.Text(asdu.Objects[..1])}");
        Assert.AreEqual(octets, Hex.Text(asdu.Octets), "An ASDU stays as it is during its event.");
    }

    void ILinkSink.Confirmed(int count) => Happen($"confirmed +{count}");

    void ILinkSink.Started() => Happen("started");

    void ILinkSink.Stopped() => Happen("stopped");

    void ILinkSink.Noted(LinkNote note) => Happen(note.ToString());

    void ILinkSink.Faulted(in LinkFault fault)
    {
        Happen(fault.Kind.ToString());
        if (ClosesAtFault)
        {
            Channel.Close();
        }
    }

    private void Happen(string what)
    {
        _events.Add(what);
        if (what == Within.Event)
        {
            Within.What();
        }
    }

    private string Sent()
    {
        var sent = Hex.Text([.. _sent]);
        _sent.Clear();
        return sent;
    }
}
