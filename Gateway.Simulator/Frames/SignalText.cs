using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Frames;

/// <summary>A signal in one line.</summary>
public static class SignalText
{
    /// <summary><c>M_SP_TB_1 COT 3 spontaneous CA 7 IOA 1001 = ON (IV) 2026-11-21 10:00:00.123</c></summary>
    public static string Of(Signal signal) =>
        $"{TypeNames.Of(signal.Type)} COT {CauseNames.WithNumber(signal.Cause)} CA {signal.Address} IOA {signal.Object}"
        + (signal.Value.Length > 0 ? $" = {signal.Value}" : "")
        + (signal.Quality.Length > 0 ? $" ({signal.Quality})" : "")
        + (signal.TimeTag is { } tag && tag.ToString("yyyy-MM-dd HH:mm:ss.fff") is var time && !signal.Value.StartsWith(time, StringComparison.Ordinal) ? $" {time}" : "")
        + (signal.Comment.Length > 0 ? $" [{signal.Comment}]" : "");
}
