using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Simulator.Frames;

/// <summary>Signals as lines: for people, as CSV (the log's columns and three more), as JSON.</summary>
public static class SignalFormat
{
    /// <summary>The first line of a CSV output.</summary>
    public const string CsvHeader = SignalLog.Header + ",CA,time tag,peer";

    private const string TimeOfDay = "yyyy-MM-dd HH:mm:ss.fff";

    /// <summary><c>2026-11-21 10:00:00.125  m1  received  M_SP_TB_1 COT 3 spontaneous CA 7 IOA 1001 = ON ...</c></summary>
    public static string Text(Signal signal) =>
        $"{signal.Time.ToString(TimeOfDay)}  {signal.Station}  {SignalLog.WordOf(signal.Direction),-8}  {SignalText.Of(signal)}";

    public static string Csv(Signal signal) =>
        $"{SignalLog.Line(signal)},{signal.Address},{signal.TimeTag?.ToString(TimeOfDay)},{signal.Peer}";

    /// <summary>One JSON object on one line; its members are those of <see cref="SignalDocument"/>.</summary>
    public static string Json(Signal signal) => JsonSerializer.Serialize(SignalDocument.Of(signal), SignalJson.Default.SignalDocument);
}

/// <summary>How JSON is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignalDocument))]
internal sealed partial class SignalJson : JsonSerializerContext;
