using System.Net;
using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Host.Traffic;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>
/// An RTU and masters that come and go: I, S and U APDUs, cut at any octet, some of them forwarded, some dropped; told to a tap a read or a write at
/// a time.
/// </summary>
internal sealed class RandomTraffic
{
    private const int Masters = 3;

    private readonly Random _random;
    private readonly TrafficTap _tap;
    private readonly Flow[] _flows;
    private byte[] _lastFromRtu = Asdu(0, 0);
    private int _ioa;

    public RandomTraffic(int seed, TrafficTap tap)
    {
        _random = new Random(seed);
        _tap = tap;
        _flows = [.. Enumerable.Range(0, 1 + Masters).Select(n => new Flow(n == 0 ? null : new MasterId((byte)n)))];
        foreach (var flow in _flows)
        {
            Open(flow);
        }
    }

    /// <summary>I APDUs that were whole, in their order: the address of each one's object, which is its number.</summary>
    public List<int> Whole { get; } = [];

    /// <summary>The next read or write of one connection, or one that closes and opens anew.</summary>
    public void Step()
    {
        var flow = _flows[_random.Next(_flows.Length)];
        if (_random.Next(100) == 0)
        {
            flow.Link!.Closed();
            Open(flow);
        }
        else if (_random.Next(2) == 0)
        {
            Tell(flow, flow.Received, flow.Link!.Received, isSent: false);
        }
        else
        {
            Tell(flow, flow.Sent, flow.Link!.Sent, isSent: true);
        }
    }

    private static byte[] Asdu(int ioa, byte originator) =>
        [(byte)TypeIdentification.M_SP_NA_1, 1, 3, originator, 7, 0, (byte)ioa, (byte)(ioa >> 8), (byte)(ioa >> 16), 1];

    private void Open(Flow flow)
    {
        flow.Received.Clear();
        flow.Sent.Clear();
        flow.Last = [];
        var remote = new IPEndPoint(IPAddress.Parse("10.1.1.15"), _random.Next(1024, 65536));
        flow.Link = _tap.Seen(new TappedConnection(flow.Master, $"m{flow.Master?.Value}", new IPEndPoint(IPAddress.Parse("10.1.1.9"), 2404), remote, new CommonAddress(7)));
    }

    // What waits, with some more behind it, up to any octet.
    private void Tell(Flow flow, Queue<(byte[] Octets, int At, int Ioa)> waiting, Telling tell, bool isSent)
    {
        for (var more = _random.Next(3); more > 0 || waiting.Count == 0; more--)
        {
            waiting.Enqueue(Apdu(flow, isSent));
        }

        var continues = waiting.Peek().At > 0;
        var octets = new List<byte>();
        for (var left = _random.Next(4) == 0 ? 1 : _random.Next(1, 60); left > 0 && waiting.TryDequeue(out var next);)
        {
            var part = Math.Min(left, next.Octets.Length - next.At);
            octets.AddRange(next.Octets.AsSpan(next.At, part));
            left -= part;
            if (next.At + part < next.Octets.Length)
            {
                // The rest stays in front.
                (byte[], int, int)[] behind = [.. waiting];
                waiting.Clear();
                waiting.Enqueue((next.Octets, next.At + part, next.Ioa));
                Array.ForEach(behind, waiting.Enqueue);
            }
            else if (next.Ioa > 0)
            {
                Whole.Add(next.Ioa);
            }
        }

        tell([.. octets], continues);
        if (!isSent && waiting.Count == 0 && _random.Next(5) == 0 && flow.Last.Length > 0)
        {
            var view = new AsduView(flow.Last);
            _tap.Dropped(flow.Master is null ? AsduDirection.Monitor : AsduDirection.Control, flow.Master, view.Head, view.Objects, DropReason.TooLate);
        }
    }

    private (byte[] Octets, int At, int Ioa) Apdu(Flow flow, bool isSent)
    {
        switch (_random.Next(8))
        {
            case 0:
                return ([0x68, 4, 0x43, 0, 0, 0], 0, 0);
            case 1:
                return ([0x68, 4, 1, 0, (byte)(_random.Next(128) << 1), 0], 0, 0);
            case 2 when isSent && flow.Master is not null:
                // What the RTU has sent, under another OA.
                var copied = _lastFromRtu.ToArray();
                copied[AsduHead.OriginatorOctet] = 9;
                return ([0x68, (byte)(copied.Length + 4), 0, 0, 0, 0, .. copied], 0, copied[6] + (copied[7] << 8) + (copied[8] << 16));
            default:
                var asdu = Asdu(++_ioa, 0);
                if (!isSent)
                {
                    flow.Last = asdu;
                    _lastFromRtu = flow.Master is null ? asdu : _lastFromRtu;
                }

                return ([0x68, (byte)(asdu.Length + 4), 0, 0, 0, 0, .. asdu], 0, _ioa);
        }
    }

    private delegate void Telling(ReadOnlySpan<byte> octets, bool continues);

    private sealed class Flow(MasterId? master)
    {
        public MasterId? Master => master;

        public ILinkTap? Link { get; set; }

        public Queue<(byte[] Octets, int At, int Ioa)> Received { get; } = new();

        public Queue<(byte[] Octets, int At, int Ioa)> Sent { get; } = new();

        public byte[] Last { get; set; } = [];
    }
}
