using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Bench;

/// <summary>Two channels face to face; what the RTU's sends arrives in small portions.</summary>
internal sealed class ChannelLoop
{
    private const int Portion = 100;
    private const int Batch = 8;

    private readonly End _rtu = new(StationRole.Controlled);
    private readonly End _master = new(StationRole.Controlling);

    public ChannelLoop()
    {
        _master.Channel.Link.Start(default);
        Settle();
    }

    public void Carry(int times)
    {
        var expected = _master.Count + (((times + Batch - 1) / Batch) * Batch);
        for (; times > 0; times -= Batch)
        {
            for (var put = 0; put < Batch; put++)
            {
                _rtu.Channel.Put(AsduHead.Read(Samples.Event), Samples.Event.AsSpan(AsduHead.Octets), default);
            }

            Settle();
        }

        if (_master.Count != expected)
        {
            throw new InvalidOperationException("Not every event arrived.");
        }
    }

    private void Settle()
    {
        do
        {
            _master.Channel.Flush(default);
            _rtu.Channel.Flush(default);
        }
        while (_rtu.DeliverCut(_master, Portion) | _master.DeliverCut(_rtu, Portion));
    }

    private sealed class End(StationRole role) : ILinkSink, IOctetSink
    {
        private readonly byte[] _wire = new byte[4096];
        private int _filled;
        private LinkChannel? _channel;

        public LinkChannel Channel => _channel ??= new LinkChannel(new Link(LinkConfig.Default, role, AcknowledgeTiming.OnReceipt, default), this, this);

        public long Count { get; private set; }

        public bool DeliverCut(End other, int portion)
        {
            var octets = _wire.AsSpan(0, _filled);
            _filled = 0;
            for (var rest = octets; rest.Length > 0; rest = rest[Math.Min(portion, rest.Length)..])
            {
                other.Channel.Receive(rest[..Math.Min(portion, rest.Length)], default);
            }

            return octets.Length > 0;
        }

        public bool HasRest => false;

        public void Send(ReadOnlySpan<byte> octets)
        {
            octets.CopyTo(_wire.AsSpan(_filled));
            _filled += octets.Length;
        }

        public void Received(in AsduView asdu) => Count++;

        public void Confirmed(int count)
        {
        }

        public void Started()
        {
        }

        public void Stopped()
        {
        }

        public void Noted(LinkNote note) => throw new InvalidOperationException(note.ToString());

        public void Faulted(in LinkFault fault) => throw new InvalidOperationException(fault.ToString());
    }
}
