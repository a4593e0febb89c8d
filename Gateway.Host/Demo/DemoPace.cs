namespace Gateway.Host.Demo;

/// <summary>How often something happens in the demo. Tests are in a hurry.</summary>
internal sealed record DemoPace
{
    public TimeSpan FirstBurst { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From one alarm burst to the next.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long its alarms last.</summary>
    public TimeSpan Alarms { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(8);

    public TimeSpan Interrogation { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How often somebody knocks whom the filter refuses.</summary>
    public TimeSpan Stranger { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>How long the slow master reads nothing, below t1; and how long it is awake behind that.</summary>
    public TimeSpan Slumber { get; init; } = TimeSpan.FromSeconds(8);

    public TimeSpan Awake { get; init; } = TimeSpan.FromSeconds(4);
}
