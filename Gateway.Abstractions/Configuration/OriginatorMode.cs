namespace Gateway.Abstractions.Configuration;

/// <summary>Which originator address requests carry to the RTU (R3).</summary>
public enum OriginatorMode
{
    /// <summary><c>track</c>: one of its own per master, 1..255.</summary>
    Track,

    /// <summary><c>zero</c>: always 0, for RTUs that accept nothing else.</summary>
    Zero,
}
