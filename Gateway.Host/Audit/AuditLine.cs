using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Host.Decoding;
using Gateway.Iec104.Asdus;

namespace Gateway.Host.Audit;

/// <summary>A line of the audit as JSON (docs/audit.md). Whatever a peer or a name contains, it stays one line of plain ASCII.</summary>
internal static class AuditLine
{
    // A segment of a file is not told octet by octet.
    private const int LongestValue = 100;
    private const int MostObjects = 8;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };
    private static readonly string[] ResultNames = Array.ConvertAll(Enum.GetNames<CommandResult>(), JsonNamingPolicy.CamelCase.ConvertName);

    public static string Of(AuditEntry entry)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", UtcText.Of(entry.UtcTicks));
            if (entry.Command is { } command)
            {
                json.WriteString("event", entry.End is null ? "asked" : "ended");
                json.WriteString("id", $"{entry.Run}-{command.Number}");
                json.WriteString("group", entry.Group);
                json.WriteString("station", entry.Station);
                WriteCommand(json, command);
                if (entry.End is { } end)
                {
                    WriteEnd(json, end);
                }
            }
            else
            {
                json.WriteString("event", "lost");
                json.WriteNumber("lines", entry.Lost);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>A result as the audit names it: <c>timedOut</c>.</summary>
    internal static string Name(CommandResult result) => ResultNames[(int)result];

    private static void WriteCommand(Utf8JsonWriter json, AskedCommand command)
    {
        var asdu = command.Asdu;
        json.WriteString("peer", command.Address.ToString());
        json.WriteNumber("master", command.Master.Value);
        json.WriteString("masterName", command.MasterName);
        if (command.IsByGateway)
        {
            json.WriteBoolean("byGateway", value: true);
        }

        json.WriteNumber("type", (byte)asdu.Type);
        if (TypeTable.Find(asdu.Type)?.Name is { } name)
        {
            json.WriteString("typeName", name);
        }

        json.WriteNumber("cot", (byte)asdu.Cause);
        json.WriteString("cause", CauseNames.Of(asdu.Cot));
        json.WriteNumber("oa", asdu.Originator.Value);
        json.WriteNumber("ca", asdu.CommonAddress.Value);
        if (command.RtuAddress != asdu.CommonAddress)
        {
            json.WriteNumber("rtuCa", command.RtuAddress.Value);
        }

        WriteObjects(json, asdu);
    }

    // One object, as nearly always: beside the others. Of several each by itself.
    private static void WriteObjects(Utf8JsonWriter json, AsduView asdu)
    {
        var objects = asdu.InformationObjects;
        if (objects.Count == 0)
        {
            json.WriteNumber("ioa", asdu.FirstAddress.Value);
            json.WriteString("octets", Convert.ToHexString(asdu.Objects));
            return;
        }

        WriteObject(json, objects[0]);
        if (objects.Count > 1)
        {
            json.WriteNumber("objects", objects.Count);
            json.WriteStartArray("others");
            for (var i = 1; i < Math.Min(objects.Count, MostObjects); i++)
            {
                json.WriteStartObject();
                WriteObject(json, objects[i]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteObject(Utf8JsonWriter json, InformationObject source)
    {
        var decoded = DecodedObject.Of(source);
        json.WriteNumber("ioa", decoded.Ioa);
        json.WriteString("value", decoded.Value.Length <= LongestValue ? decoded.Value : decoded.Value[..LongestValue] + "...");
        if (decoded.Select is { } select)
        {
            json.WriteBoolean("select", select);
            json.WriteNumber("qualifier", decoded.Qualifier);
        }

        if (decoded.Time is { } time)
        {
            json.WriteString("timeTag", time);
        }
    }

    private static void WriteEnd(Utf8JsonWriter json, CommandEnd end)
    {
        json.WriteString("result", Name(end.Result));
        if (end.Why != DropReason.None)
        {
            json.WriteString("rule", DropReasons.Rule(end.Why));
            json.WriteString("reason", DropReasons.Words(end.Why));
        }

        if (end.Answer is { } answer)
        {
            json.WriteNumber("answerCot", (byte)answer.Cause);
            json.WriteString("answer", CauseNames.Of(answer));
        }

        if (end.HasLeft)
        {
            json.WriteBoolean("masterGone", value: true);
        }

        var microseconds = (long)end.Duration.TotalMicroseconds;
        json.WritePropertyName("durationMs");
        json.WriteRawValue($"{microseconds / 1000}.{microseconds % 1000:D3}", skipInputValidation: true);
    }
}
