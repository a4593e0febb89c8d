using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Frames;

/// <summary>A signal as JSON has it.</summary>
public sealed record SignalDocument(
    DateTime Time,
    string Station,
    string Direction,
    string? Peer,
    string Type,
    int TypeNumber,
    int Cot,
    string Cause,
    bool? Negative,
    bool? Test,
    int Oa,
    int Ca,
    long Ioa,
    string Value,
    double? Number,
    string? Quality,
    DateTime? TimeTag,
    string? Comment,
    string Asdu)
{
    public static SignalDocument Of(Signal signal) => new(
        signal.Time,
        signal.Station,
        SignalLog.WordOf(signal.Direction),
        signal.Peer?.ToString(),
        TypeNames.Of(signal.Type),
        (byte)signal.Type,
        (byte)signal.Cause.Cause,
        CauseNames.Of(signal.Cause),
        signal.Cause.IsNegative ? true : null,
        signal.Cause.IsTest ? true : null,
        signal.Originator.Value,
        signal.Address.Value,
        signal.Object.Value,
        signal.Value,
        // JSON has no infinity.
        signal.Number is { } number && double.IsFinite(number) ? number : null,
        signal.Quality.Length > 0 ? signal.Quality : null,
        signal.TimeTag,
        signal.Comment.Length > 0 ? signal.Comment : null,
        Convert.ToHexString(signal.Asdu.Span));
}
