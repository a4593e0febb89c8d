namespace Gateway.Abstractions;

/// <summary>A master's seat in its group while it is connected, 0..255. Seats are used again: not an identity over time.</summary>
public readonly record struct MasterId(byte Value)
{
    /// <summary>How many seats a group has.</summary>
    public const int Seats = 256;

    public override string ToString() => Value.ToString();
}
