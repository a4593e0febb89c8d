using System.Net;
using Gateway.Iec104.Links;

namespace Gateway.Iec104.Stations;

/// <summary>What a <see cref="ControlledStation"/> may be told.</summary>
public sealed record ControlledOptions
{
    public static readonly ControlledOptions Default = new();

    public LinkConfig Link { get; init; } = LinkConfig.Default;

    /// <summary>Whether a master may connect; null: everybody.</summary>
    public Predicate<IPAddress>? Admits { get; init; }

    /// <summary>Events kept for masters that are not there, and for each that does not take them; then the oldest goes, and is counted.</summary>
    public int BufferedEvents { get; init; } = 10_000;

    /// <summary>Null: every command is accepted.</summary>
    public CommandHandler? OnCommand { get; init; }

    public RequestHook? OnRequest { get; init; }

    public MasterHandler? OnMaster { get; init; }

    public StationRuntime? Runtime { get; init; }
}
