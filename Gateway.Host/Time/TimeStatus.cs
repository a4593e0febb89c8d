namespace Gateway.Host.Time;

/// <summary>The time service as status page, API and log tell of it (H4).</summary>
/// <param name="Text">In the original programs' words where they have them; empty where no server is configured.</param>
internal sealed record TimeStatus(TimeState State, string Text)
{
    public static readonly TimeStatus Off = new(TimeState.Off, "");

    public static readonly TimeStatus Trying = new(TimeState.Trying, "Trying NTP servers to update local time ..");

    /// <summary>When the clock was set last; local time.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who has answered last, as it is configured.</summary>
    public string? Server { get; init; }

    /// <summary>What was, or would have been, added to the clock then.</summary>
    public TimeSpan? Offset { get; init; }

    /// <summary>The round trip to that server.</summary>
    public TimeSpan? Delay { get; init; }

    public int? Stratum { get; init; }

    /// <summary>Which other service keeps the clock.</summary>
    public string? KeptBy { get; init; }

    /// <summary>What went wrong in the last round, server by server; null: nothing.</summary>
    public string? LastError { get; init; }
}
