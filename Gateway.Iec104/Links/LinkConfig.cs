namespace Gateway.Iec104.Links;

/// <summary>
/// The parameters of one link (60870-5-104, 9.6, with its defaults; <see cref="T0"/> and <see cref="IdleTimeout"/> are the gateway's).
/// </summary>
public sealed record LinkConfig
{
    public const int MaxK = 32767;

    public static readonly LinkConfig Default = new();

    /// <summary>t0: how long a TCP connect may take.</summary>
    public TimeSpan T0 { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>t1: how long a sent I or U APDU may stay unconfirmed.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>t2: how long a received I APDU may stay without our acknowledgement; t2 &lt; t1.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>t3: how long nothing may be received before a TESTFR act is sent.</summary>
    public TimeSpan T3 { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>k: how many I APDUs may be outstanding, 1..32767.</summary>
    public int K { get; init; } = 12;

    /// <summary>w: at the latest after how many received I APDUs we acknowledge, 1..32767; not above two thirds of k.</summary>
    public int W { get; init; } = 8;

    /// <summary>A connection that has received nothing for so long is closed; <see cref="Timeout.InfiniteTimeSpan"/>: never.</summary>
    public TimeSpan IdleTimeout { get; init; } = Timeout.InfiniteTimeSpan;
}
