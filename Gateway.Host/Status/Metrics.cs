using System.Globalization;
using System.Text;

namespace Gateway.Host.Status;

/// <summary>Writes the metrics in Prometheus' text format 0.0.4 (O3).</summary>
internal sealed class Metrics(GatewayStatus status, GroupLooks looks, LiveStatus live)
{
    private const int PieceLength = 16 * 1024;

    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All metrics as they are now, piece by piece.</summary>
    public async Task<IEnumerable<string>> ReadAsync() => Write(status.MomentOf(await looks.ReadAsync(), live.Streams));

    /// <summary>All metrics of a moment, one after the other; one without a sample is left out.</summary>
    public static IEnumerable<string> Write(MetricsMoment moment)
    {
        var text = new StringBuilder();
        foreach (var metric in MetricTable.All)
        {
            var isFirst = true;
            foreach (var sample in metric.Read(moment))
            {
                if (isFirst)
                {
                    isFirst = false;
                    WriteHead(text, metric);
                }

                WriteSample(text, metric.FullName, sample);
                if (text.Length > PieceLength)
                {
                    yield return text.ToString();
                    _ = text.Clear();
                }
            }
        }

        yield return text.ToString();
    }

    private static void WriteHead(StringBuilder text, Metric metric) =>
        text.Append("# HELP ").Append(metric.FullName).Append(' ').Append(Escape(metric.Help, quotes: false)).Append('\n')
            .Append("# TYPE ").Append(metric.FullName).Append(' ').Append(Words.Of(metric.Kind)).Append('\n');

    private static void WriteSample(StringBuilder text, string name, in MetricSample sample)
    {
        _ = text.Append(name);
        if (sample.Labels.Length > 0)
        {
            _ = text.Append('{').AppendJoin(',', sample.Labels.Select(l => $"{l.Name}=\"{Escape(l.Value, quotes: true)}\"")).Append('}');
        }

        _ = text.Append(' ').Append(sample.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escape(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }
}
