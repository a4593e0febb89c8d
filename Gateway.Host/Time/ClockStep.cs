namespace Gateway.Host.Time;

/// <summary>What came of setting the clock.</summary>
/// <param name="Error">Null where it was set, or where there is no privilege.</param>
internal readonly record struct ClockStep(bool IsSet, string? Error)
{
    public static readonly ClockStep Done = new(IsSet: true, Error: null);

    public static readonly ClockStep NoPrivilege = new(IsSet: false, Error: null);

    public static ClockStep Failed(string error) => new(IsSet: false, error);
}
