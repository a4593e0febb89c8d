using System.Net;
using System.Text;
using Gateway.Iec104.Asdus;
using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Reports;

/// <summary>Signals in a report, decoded and as octets.</summary>
internal static class FrameTable
{
    public static void Write(StringBuilder html, IEnumerable<Signal> signals)
    {
        _ = html.Append("<table class=\"frames\">\n<thead><tr><th>Time</th><th>Station</th><th></th><th>Type</th><th>COT</th><th class=\"n\">CA</th><th class=\"n\">IOA</th><th>Value</th><th>Quality</th><th>Time tag</th></tr></thead>\n");
        ReadOnlyMemory<byte> before = default;
        foreach (var s in signals)
        {
            var comment = s.Comment.Length > 0 ? $" <span class=\"comment\">{Safe(s.Comment)}</span>" : "";
            _ = html.Append($"<tbody><tr><td class=\"t\">{s.Time:HH:mm:ss.fff}</td><td>{Safe(s.Station)}</td><td class=\"t\">{SignalLog.WordOf(s.Direction)}</td><td class=\"t\">{Safe(TypeNames.Of(s.Type))}</td><td class=\"t\">{Safe(CauseNames.WithNumber(s.Cause))}</td><td class=\"n\">{s.Address}</td><td class=\"n\">{s.Object}</td><td>{Safe(s.Value)}{comment}</td><td>{Safe(s.Quality)}</td><td class=\"t\">{s.TimeTag:yyyy-MM-dd HH:mm:ss.fff}</td></tr>\n");
            if (!s.Asdu.Equals(before))
            {
                _ = html.Append($"<tr class=\"octets\"><td></td><td colspan=\"9\">{Octets(s.Asdu.Span)}</td></tr>\n");
            }

            _ = html.Append("</tbody>\n");
            before = s.Asdu;
        }

        _ = html.Append("</table>\n");
    }

    private static string Octets(ReadOnlySpan<byte> asdu) => string.Join(' ', asdu.ToArray().Select(o => o.ToString("X2")));

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
