using Gateway.Iec104;
using Gateway.Iec104.Links;

namespace Gateway.Bench;

/// <summary>Two links face to face, without channels.</summary>
internal sealed class LinkLoop
{
    private const int Batch = 8;

    private readonly Link _rtu = new(LinkConfig.Default, StationRole.Controlled, AcknowledgeTiming.OnReceipt, default);
    private readonly Link _master = new(LinkConfig.Default, StationRole.Controlling, AcknowledgeTiming.OnReceipt, default);
    private readonly byte[] _apdus = Samples.IApdus(Batch);
    private readonly byte[] _tests = [.. Enumerable.Repeat(Samples.TestFrAct, 200).SelectMany(o => o)];
    private readonly byte[] _control = new byte[Link.MaxControlOctets];

    public LinkLoop()
    {
        _master.Start(default);
        Pass(_master, _rtu);
        Pass(_rtu, _master);
    }

    public void Frame(int times)
    {
        for (; times > 0; times -= 200)
        {
            ReadOnlySpan<byte> octets = _tests;
            while (_rtu.TryRead(ref octets, default, out _))
            {
            }
        }
    }

    public void Carry(int times)
    {
        for (; times > 0; times -= Batch)
        {
            var (count, length) = _rtu.StampAll(_apdus, default);
            ReadOnlySpan<byte> octets = _apdus.AsSpan(0, length);
            while (_master.TryRead(ref octets, default, out var e))
            {
                count -= e.Kind == LinkEventKind.Asdu ? 1 : 0;
            }

            if (count != 0)
            {
                throw new InvalidOperationException("Not every event arrived.");
            }

            ReadOnlySpan<byte> acknowledgement = _control.AsSpan(0, _master.WriteAcknowledgement(_control, default));
            while (_rtu.TryRead(ref acknowledgement, default, out _))
            {
            }
        }
    }

    private void Pass(Link from, Link to)
    {
        ReadOnlySpan<byte> octets = _control.AsSpan(0, from.WriteControl(_control, default));
        while (to.TryRead(ref octets, default, out _))
        {
        }
    }
}
