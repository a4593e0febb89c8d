using System.Collections.Immutable;
using System.Net;
using Gateway.Iec104;
using Gateway.Simulator.Rtus;

namespace Gateway.Host.Demo;

/// <summary>A substation of the demo: a group of the gateway, and the RTU behind it.</summary>
/// <param name="Orders">Commands that its RTU obeys.</param>
/// <param name="EventsPerSecond">How often one of its measured values changes; 0: its RTU is down.</param>
internal sealed record DemoStation(int Id, string Name, RtuSignals Signals, ImmutableArray<DemoOrder> Orders, double EventsPerSecond)
{
    /// <summary>The RTU number: CA.</summary>
    public CommonAddress Number => new((ushort)(100 + Id));

    /// <summary>Where its RTU is.</summary>
    public IPAddress Address { get; } = IPAddress.Parse($"127.0.1.{Id}");

    public bool IsDown => EventsPerSecond == 0;
}
