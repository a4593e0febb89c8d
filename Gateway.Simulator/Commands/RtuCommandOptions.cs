using System.Net;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Commands;

/// <summary>What <c>iec104-sim rtu</c> was told.</summary>
internal sealed record RtuCommandOptions
{
    public required string Ini { get; init; }

    public IPAddress Listen { get; init; } = IPAddress.Any;

    /// <summary>RTU numbers; empty: all.</summary>
    public IReadOnlyList<int> Only { get; init; } = [];

    public int? Send { get; init; }

    public TimeSpan? Repeat { get; init; }

    public RtuProcess? Process { get; init; }

    public RtuFaults Faults { get; init; } = RtuFaults.None;

    /// <summary>Commands that were not selected are refused.</summary>
    public bool RequiresSelect { get; init; }

    /// <summary>Null: as <see cref="RtuConfig"/> has it.</summary>
    public TimeSpan? SelectTimeout { get; init; }

    /// <inheritdoc cref="SelectTimeout"/>
    public int? BufferedEvents { get; init; }

    public string? Log { get; init; }

    /// <summary>The door for programs; null: none.</summary>
    public IPEndPoint? Http { get; init; }

    /// <summary>Null: until it is stopped.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Reads the files, tells what is wrong with them, and ends.</summary>
    public bool Check { get; init; }
}
