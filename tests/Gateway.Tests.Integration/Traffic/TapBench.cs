using System.Net;
using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Host.Traffic;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;
using Gateway.Tests.Unit;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>A tap with an RTU (CA 7) and a master (which knows it as 32), written by hand.</summary>
internal sealed class TapBench
{
    public static readonly IPEndPoint RtuAddress = new(IPAddress.Parse("10.0.0.1"), 2404);
    public static readonly IPEndPoint MasterAddress = new(IPAddress.Parse("10.1.1.15"), 62656);

    public TapBench(int octets = 4 * TrafficRing.MostOctets)
    {
        Tap = new TrafficTap(TimeProvider.System, new TrafficRing(octets));
        Rtu = Tap.Seen(new TappedConnection(null, "North", new IPEndPoint(IPAddress.Parse("10.0.0.9"), 40001), RtuAddress, new CommonAddress(7)));
        Master = Tap.Seen(new TappedConnection(new MasterId(3), "CC-A", new IPEndPoint(IPAddress.Parse("10.1.1.9"), 2404), MasterAddress, new CommonAddress(32)));
    }

    public TrafficTap Tap { get; }

    public ILinkTap Rtu { get; }

    public ILinkTap Master { get; }

    /// <summary>An I APDU around an ASDU.</summary>
    public static byte[] I(int send, int receive, string asdu)
    {
        var octets = Hex.Of(asdu);
        return [0x68, (byte)(octets.Length + 4), (byte)(send << 1), (byte)(send >> 7), (byte)(receive << 1), (byte)(receive >> 7), .. octets];
    }

    public TrafficBatch Read(TrafficFilter? filter = null, int limit = 100) => new TrafficReader(Tap, filter ?? new TrafficFilter(), limit).Read();

    /// <summary>The group lets this ASDU go nowhere.</summary>
    public void Drop(string asdu, DropReason why, MasterId? master = null)
    {
        var view = new AsduView(Hex.Of(asdu));
        Tap.Dropped(master is null ? AsduDirection.Monitor : AsduDirection.Control, master, view.Head, view.Objects, why);
    }
}
