namespace Gateway.Host.Time;

/// <summary>Where status page and API read how it stands with the clock.</summary>
internal interface ITimeStatusProvider
{
    /// <summary>From any thread.</summary>
    TimeStatus Status { get; }
}
