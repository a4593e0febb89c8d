using Gateway.Iec104.Elements;

namespace Gateway.Simulator.Rtus;

/// <summary>What a point has now.</summary>
internal readonly record struct PointState(SignalValue Value, Quality Quality);
