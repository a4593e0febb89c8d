using System.Collections.Immutable;

namespace Gateway.Host.Demo;

/// <summary>The substations of the demo.</summary>
internal static class DemoStations
{
    /// <summary>Where the alarm burst comes from, and where the slow master is.</summary>
    public const string Busy = "City Centre";

    public static ImmutableArray<DemoStation> All { get; } =
    [
        new StationBuilder().Busbar(412).Busbar(112.4).Transformer("T1", 9, 186).Transformer("T2", 9, 174).Bay("line Harbour", 96).Bay("line Old Mill", 71)
            .Station(1, "Northfield", eventsPerSecond: 4),
        new StationBuilder().Busbar(111.6).Busbar(20.6).Transformer("T1", 11, 38).Bay("feeder 1", 6.2).Bay("feeder 2", 8.9).Bay("feeder 3", 3.4)
            .Station(2, "Harbour", eventsPerSecond: 3),
        new StationBuilder().Busbar(112.1).Busbar(20.4).Transformer("T1", 10, 24).Bay("feeder 1", 4.1).Bay("feeder 2", 2.7)
            .Station(3, "Old Mill", eventsPerSecond: 2),
        new StationBuilder().Busbar(10.3).Transformer("T1", 12, 41).Transformer("T2", 12, 39).Feeders(8, 9.5)
            .Station(4, Busy, eventsPerSecond: 5),
        new StationBuilder().Busbar(33.2).Bay("string 1", 14.5).Bay("string 2", 13.9).Bay("string 3", 15.2).SetPoint("active power limit MW", 60, 45)
            .Station(5, "Windy Ridge wind farm", eventsPerSecond: 6),
        new StationBuilder().Busbar(110.9).Bay("unit G1", 22).Bay("unit G2", 21.4).SetPoint("active power MW", 44, 40)
            .Station(6, "River Bend hydro", eventsPerSecond: 3),
        new StationBuilder().Busbar(20.2).Bay("feeder 1", 1.8)
            .Station(7, "Quarry", eventsPerSecond: 0),
    ];
}
