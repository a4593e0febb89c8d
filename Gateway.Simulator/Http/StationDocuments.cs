using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Http;

/// <summary>The stations as JSON shows them.</summary>
internal static class StationDocuments
{
    public static async Task<object> OfAsync(IReadOnlyList<SimulatedRtu> rtus, IReadOnlyList<SimulatedMaster> masters) =>
        new { rtus = await Task.WhenAll(rtus.Select(OfAsync)), masters = masters.Select(Of) };

    public static async Task<object> OfAsync(SimulatedRtu rtu)
    {
        var s = await rtu.SnapshotAsync();
        return new
        {
            name = s.Name,
            ca = s.Number.Value,
            ports = s.Ports.Select(p => p.ToString()),
            connected = s.Connected,
            started = s.Started,
            received = s.Received,
            events = new { reported = s.Reported, kept = s.Events.Kept, waiting = s.Events.Waiting, outstanding = s.Events.Outstanding, overflow = s.Events.Overflow, returned = s.Events.Returned },
            clockOffsetSeconds = s.ClockOffset.TotalSeconds,
            faults = FaultText.Of(s.Faults),
            eventsPerSecond = s.Process?.EventsPerSecond ?? 0,
        };
    }

    public static object Of(SimulatedMaster master) => new
    {
        name = master.Name,
        ca = master.Address.Value,
        targets = master.Config.Targets.Select(t => t.ToString()),
        from = master.Config.LocalAddress?.ToString(),
        state = master.IsStarted ? "started" : master.IsConnected ? "connected" : "disconnected",
        why = master.IsConnected ? null : master.Lost,
        losses = master.Losses,
        roundTrips = master.RoundTrips.Snapshot() is { } trips
            ? new
            {
                count = trips.Count,
                minMilliseconds = trips.Least.TotalMilliseconds,
                medianMilliseconds = trips.Median.TotalMilliseconds,
                p99Milliseconds = trips.P99.TotalMilliseconds,
                maxMilliseconds = trips.Most.TotalMilliseconds,
            }
            : null,
    };
}
