using System.Collections.Immutable;
using Gateway.Iec104.Links;

namespace Gateway.Plugins.Csv;

/// <summary>A number that rules a group's connections: its name in a file, its range 1..<paramref name="Most"/>, and what holds without it.</summary>
internal sealed record LinkSetting(string Name, int Most, int Default)
{
    /// <summary>A day: what is longer was not meant in seconds.</summary>
    public const int LongestSeconds = 86_400;

    public static readonly LinkSetting IdleTime = new("idletime", LongestSeconds, 60);
    public static readonly LinkSetting T1 = new("t1", LongestSeconds, 15);
    public static readonly LinkSetting T2 = new("t2", LongestSeconds, 10);
    public static readonly LinkSetting T3 = new("t3", LongestSeconds, 20);
    public static readonly LinkSetting W = new("w", LinkConfig.MaxK, 8);
    public static readonly LinkSetting K = new("k", LinkConfig.MaxK, 12);
    public static readonly LinkSetting BufferSize = new("buffsize", 1_000_000, 1000);

    /// <summary>In the order of the single-port dialect's columns.</summary>
    public static readonly ImmutableArray<LinkSetting> All = [IdleTime, T1, T2, T3, W, K, BufferSize];
}
