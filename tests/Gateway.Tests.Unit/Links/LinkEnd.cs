using System.Buffers.Binary;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Links;

/// <summary>
/// One end of a <see cref="LinkPair"/>: sends numbered ASDUs, expects the peer's in order and once, and watches k and w from outside. Its
/// socket takes all, or a part of it now and the rest later.
/// </summary>
internal sealed class LinkEnd : IOctetSink, ILinkSink
{
    // What the driver's thread of deadlines does: it asks again after so long.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private static readonly AsduHead Head =
        new(TypeIdentification.M_SP_NA_1, new VariableStructureQualifier(1), Cause.Spontaneous, OriginatorAddress.None, new CommonAddress(1));

    private readonly LinkConfig _config;
    private readonly AcknowledgeTiming _timing;
    private readonly Random _random;
    private readonly Wire _to;
    private readonly Wire _from;
    private readonly LinkChannel _channel;
    private readonly Queue<(Instant At, uint Count)> _releases = new();
    private uint _released;
    private byte[] _rest = [];
    private Instant _restAt = Instant.Never;
    private Instant _now;

    public LinkEnd(LinkConfig config, StationRole role, AcknowledgeTiming timing, Random random, Wire to, Wire from, Instant now)
    {
        (_config, _timing, _random, _to, _from, _now) = (config, timing, random, to, from, now);
        _channel = new LinkChannel(new Link(config, role, timing, now), this, this);
    }

    public Link Link => _channel.Link;

    /// <summary>ASDUs that wait for room.</summary>
    public int Queued { get; set; }

    /// <summary>ASDUs sent, each with its number.</summary>
    public int Sent { get; private set; }

    /// <summary>ASDUs received, in order and once.</summary>
    public int Received { get; private set; }

    public int Confirmed { get; private set; }

    /// <summary>The most I APDUs that were on their way or unacknowledged, as the wire saw it.</summary>
    public long MostOutstanding { get; private set; }

    public LinkFaultKind Fault { get; private set; }

    public Instant FaultedAt { get; private set; } = Instant.Never;

    /// <summary>When it wants to be called.</summary>
    public Instant Next
    {
        get
        {
            if (Fault != LinkFaultKind.None)
            {
                return Instant.Never;
            }

            // A deadline that stays in the past is in order only while the socket is full.
            var deadline = Link.Deadline;
            Assert.IsTrue(deadline > _now || _restAt != Instant.Never, "A deadline has passed and nothing came of it.");
            deadline = deadline > _now ? deadline : _now + Poll;
            var release = _releases.TryPeek(out var first) ? first.At : Instant.Never;
            return Instant.Min(Instant.Min(deadline, release), Instant.Min(_restAt, _from.Next));
        }
    }

    /// <summary>One turn: takes what has arrived and fallen due, then sends what it can.</summary>
    public void Turn(Instant now)
    {
        _now = now;
        if (Fault != LinkFaultKind.None)
        {
            return;
        }

        TakeRest();
        var read = _from.Take(now);
        if (read.Length > 0)
        {
            _channel.Receive(read, now);
        }

        while (_releases.TryPeek(out var release) && release.At <= now)
        {
            _released = _releases.Dequeue().Count;
            Link.Release(_released);
        }

        if (Link.Deadline <= now && Link.Expire(now) is { } fault)
        {
            Faulted(fault);
        }

        for (; Queued > 0 && _channel.Room > 0; Queued--)
        {
            Put();
        }

        _channel.Flush(now);
        CheckAcknowledgements();
    }

    bool IOctetSink.HasRest => _restAt != Instant.Never;

    void IOctetSink.Send(ReadOnlySpan<byte> octets)
    {
        Assert.AreEqual(Instant.Never, _restAt, "A write while the rest of an earlier one waits.");
        var taken = _random.Next(4) == 0 ? _random.Next(octets.Length) : octets.Length;
        Pass(octets[..taken]);
        if (taken < octets.Length)
        {
            (_rest, _restAt) = (octets[taken..].ToArray(), _now + _to.Delay() + TimeSpan.FromTicks(1));
        }
    }

    void ILinkSink.Received(in AsduView asdu)
    {
        Assert.AreEqual(Received, BinaryPrimitives.ReadInt32LittleEndian(asdu.Octets[AsduHead.Octets..]), "ASDUs come in order and once.");
        Assert.AreEqual(AsduHead.Octets + ObjectOctets(Received), asdu.Octets.Length);
        Received++;
        if (_timing == AcknowledgeTiming.WhenReleased)
        {
            var at = _now + _to.Delay();
            var last = _releases.Count > 0 ? _releases.Last().At : at;
            _releases.Enqueue((at > last ? at : last, (uint)Received));
        }
    }

    void ILinkSink.Confirmed(int count) => Confirmed += count;

    void ILinkSink.Started()
    {
    }

    void ILinkSink.Stopped()
    {
    }

    void ILinkSink.Noted(LinkNote note) => Assert.Fail($"Nothing odd happens between two links: {note}");

    public void Faulted(in LinkFault fault)
    {
        (Fault, FaultedAt) = (fault.Kind, _now);
        _channel.Close();
    }

    private static int ObjectOctets(int number) => sizeof(int) + (number % 7 == 0 ? 239 : number % 11);

    private void Put()
    {
        Span<byte> objects = stackalloc byte[ObjectOctets(Sent)];
        objects.Fill(0x68);
        BinaryPrimitives.WriteInt32LittleEndian(objects, Sent);
        _channel.Put(Head, objects, _now);
        Sent++;
    }

    private void TakeRest()
    {
        if (_restAt <= _now)
        {
            _restAt = Instant.Never;
            Pass(_rest);
        }
    }

    private void Pass(ReadOnlySpan<byte> octets)
    {
        _to.Put(octets, _now);
        MostOutstanding = Math.Max(MostOutstanding, _to.In.Asdus - _from.Out.Acknowledged);
    }

    private void CheckAcknowledgements()
    {
        var waits = Fault != LinkFaultKind.None || _restAt != Instant.Never || _timing == AcknowledgeTiming.WhenReleased;
        Assert.IsTrue(waits || _from.Out.Asdus - _to.In.Acknowledged < _config.W, "w I APDUs are received and none acknowledged.");
        var may = _timing == AcknowledgeTiming.WhenReleased ? _released : _from.Out.Asdus;
        Assert.IsLessThanOrEqualTo(may, _to.In.Acknowledged, "More is acknowledged than may be.");
    }
}
