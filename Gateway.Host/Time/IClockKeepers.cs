namespace Gateway.Host.Time;

/// <summary>Other programs that discipline the machine's clock: two of them would fight for it.</summary>
internal interface IClockKeepers
{
    /// <summary>Who keeps the clock, in words; null: nobody does.</summary>
    string? Find();
}
