namespace Gateway.Host.Status;

/// <summary>No time server is configured.</summary>
internal sealed class NoTimeStatus : ITimeStatus
{
    public TimeStatus Current { get; } = new("notConfigured", "No time server is configured; the clock is left alone.", []);
}
