namespace Gateway.Plugins.Ntp;

/// <summary>How a server is asked.</summary>
public sealed record NtpOptions
{
    /// <summary>How long a reply is waited for.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the resolver may take for a name.</summary>
    public TimeSpan NameTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So many good replies are asked for; the one with the shortest round trip counts.</summary>
    public int Samples { get; init; } = 4;

    /// <summary>Between two questions to one server; servers take less for misuse, and refuse (RATE).</summary>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An address that says nothing is asked so often.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Of a name with many addresses so many are tried.</summary>
    public int Addresses { get; init; } = 4;

    /// <summary>A longer round trip says too little about the offset.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(1);
}
