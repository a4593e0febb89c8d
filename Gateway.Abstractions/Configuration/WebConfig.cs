using System.Collections.Immutable;
using System.Net;

namespace Gateway.Abstractions.Configuration;

/// <summary>Where the page, the status and the metrics are served by HTTP, and to whom.</summary>
public sealed record WebConfig
{
    public const int StandardPort = 8104;

    /// <summary>Where to listen. Another address than this machine's own loopback needs <see cref="Certificate"/> and <see cref="Users"/>.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, StandardPort);

    /// <summary>A PEM file; null: plain HTTP. Relative to the configuration file.</summary>
    public string? Certificate { get; init; }

    /// <summary>Its private key, a PEM file; null: it stands in the certificate's file.</summary>
    public string? Key { get; init; }

    /// <summary>The names under which this machine is reached; its addresses and <c>localhost</c> need not be named.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Who may log in. Nobody: whoever works at this machine may do everything.</summary>
    public ImmutableArray<WebUser> Users { get; init; } = [];

    /// <summary>What the file says cannot be used: nothing is served.</summary>
    public bool HasErrors { get; init; }
}
