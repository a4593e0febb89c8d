namespace Gateway.Host.Time;

/// <summary>The machine's clock, which others may set but tests never do.</summary>
internal interface ISystemClock
{
    /// <summary>Sets date and time to what they are now and so much more.</summary>
    ClockStep Step(TimeSpan offset);
}
