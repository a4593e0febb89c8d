using Gateway.Iec104.Sockets;

namespace Gateway.Iec104.Stations;

/// <summary>What any number of stations share: one thread that watches their deadlines.</summary>
public sealed class StationRuntime : IDisposable
{
    private static readonly Lazy<StationRuntime> Default = new(() => new StationRuntime());

    /// <summary>One for a whole program that does not care.</summary>
    public static StationRuntime Shared => Default.Value;

    internal Deadlines Deadlines { get; } = new();

    public void Dispose() => Deadlines.Dispose();
}
