using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Core;

/// <summary>An RTU link without a wire: what the group does to it is written down.</summary>
internal sealed class FakeRtu(IRtuLinkEvents events, RtuLinkCapabilities capabilities) : IRtuLink
{
    public IRtuLinkEvents Events { get; } = events;

    public RtuLinkCapabilities Capabilities { get; } = capabilities;

    /// <summary>connect, start, stop, close, in their order.</summary>
    public List<string> Did { get; } = [];

    /// <summary>ASDUs sent to the RTU, as hex.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>How far N(R) may reach.</summary>
    public uint Released { get; private set; }

    /// <summary>How many more ASDUs it takes.</summary>
    public int Room { get; set; } = 1000;

    public void Connect(RtuEndpoint host)
    {
        Did.Add($"connect {host}");
        Released = 0;
    }

    public void Start() => Did.Add("start");

    public void Stop() => Did.Add("stop");

    public void Close() => Did.Add("close");

    public bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects)
    {
        if (Room <= 0)
        {
            return false;
        }

        Room--;
        var octets = new byte[AsduHead.Octets + objects.Length];
        head.Write(octets);
        objects.CopyTo(octets.AsSpan(AsduHead.Octets));
        Sent.Add(Hex.Text(octets));
        return true;
    }

    public void Release(uint received) => Released = received;

    public void Flush()
    {
    }
}
