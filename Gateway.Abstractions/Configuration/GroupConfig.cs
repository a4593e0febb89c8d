using System.Collections.Immutable;
using Gateway.Abstractions.Routing;
using Gateway.Iec104;
using Gateway.Iec104.Links;

namespace Gateway.Abstractions.Configuration;

/// <summary>One RTU and its masters: immutable, whole, checked by the loader that made it.</summary>
public sealed record GroupConfig
{
    /// <summary>Unique in a configuration; 1..<see cref="LongestId"/> characters, digits in the CSV dialects.</summary>
    public required string Id { get; init; }

    /// <summary>In characters: so the id stands whole in the name of the group's log file, and a line with it can be read.</summary>
    public const int LongestId = 50;

    /// <summary>The station's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Tried in order (S2); one at least.</summary>
    public required ImmutableArray<RtuEndpoint> Hosts { get; init; }

    /// <summary>One at least.</summary>
    public required ImmutableArray<MasterPortConfig> Ports { get; init; }

    /// <summary>The RTU's CA. Without a map, only the end of initialization carries it (S6).</summary>
    public required CommonAddress CommonAddress { get; init; }

    /// <summary>k, w, t0..t3 and idle time, for both sides.</summary>
    public LinkConfig Link { get; init; } = LinkConfig.Default with { IdleTimeout = TimeSpan.FromSeconds(60) };

    /// <summary><c>buffsize</c>: APDUs that wait for one master (D5), requests of one master that wait for the RTU (R9).</summary>
    public int BufferSize { get; init; } = 1000;

    /// <summary>Whether the group has a log of its own (O1).</summary>
    public bool LogEvents { get; init; }

    /// <summary>Whether its masters' commands are written into the audit (O4).</summary>
    public bool Audit { get; init; } = true;

    public AcknowledgeMode Acknowledge { get; init; } = AcknowledgeMode.Any;

    public OriginatorMode Originator { get; init; } = OriginatorMode.Track;

    /// <summary>S6: the RTU's own end of initialization reaches the masters, too.</summary>
    public bool ForwardEndOfInitialization { get; init; }

    /// <summary>S8 switched off: a master may come from the RTU link's address.</summary>
    public bool AllowRtuAddress { get; init; }

    /// <summary>R5: how long an open request may stay without any sign of it.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>R7: how long a selected point stays its master's.</summary>
    public TimeSpan SelectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>R9: how old a command may be when it is sent.</summary>
    public TimeSpan CommandMaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The routing policies by name, in their order (R12).</summary>
    public ImmutableArray<string> Policies { get; init; } = [PolicyNames.Broadcast, PolicyNames.Reply];

    /// <summary>The library below the RTU link: <c>built-in</c>, or what a plugin registered.</summary>
    public string RtuLibrary { get; init; } = BuiltInRtuLibrary;

    /// <summary>The gateway's own protocol stack.</summary>
    public const string BuiltInRtuLibrary = "built-in";

    public override string ToString() => $"group {Id} ({Name})";
}
