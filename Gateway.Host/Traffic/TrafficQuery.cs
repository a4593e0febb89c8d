using System.Globalization;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Traffic;

/// <summary>What a page asks of the live view, from the query: <c>?ioa=2001&amp;type=C_SC_NA_1&amp;peer=10.1.1.15&amp;asdus=true&amp;limit=200&amp;after=CURSOR</c>.</summary>
internal sealed record TrafficQuery(TrafficFilter Filter, int Limit, string After)
{
    private const int UsualLimit = 200;
    private const int MostRows = 1000;

    /// <returns>What is wrong with it; null: nothing.</returns>
    public static string? TryRead(IQueryCollection query, out TrafficQuery read)
    {
        read = new TrafficQuery(new TrafficFilter(), UsualLimit, (string?)query["after"] ?? "");
        if (!TryNumber(query["ioa"], InformationObjectAddress.Max, out var ioa))
        {
            return $"ioa is a number from 0 to {InformationObjectAddress.Max}";
        }

        if (!TryNumber(query["limit"], MostRows, out var limit) || limit == 0)
        {
            return $"limit is a number from 1 to {MostRows}";
        }

        if (!TryType(query["type"], out var type))
        {
            return "type is a type identification: its number, or its name as C_SC_NA_1";
        }

        var asdusOnly = string.Equals(query["asdus"], "true", StringComparison.OrdinalIgnoreCase);
        read = read with { Filter = new TrafficFilter(ioa, type, query["peer"], asdusOnly), Limit = (int?)limit ?? UsualLimit };
        return null;
    }

    /// <summary>The cursor behind a position in a tap's ring.</summary>
    public static string Cursor(TrafficTap tap, long position) => string.Create(CultureInfo.InvariantCulture, $"{tap.Id:x}-{position}");

    /// <summary>Where in its ring a cursor stands; null: it is no cursor, or one of another tap's.</summary>
    public static long? PositionOf(string cursor, TrafficTap tap) =>
        cursor.Split('-') is [var id, var position] && id == $"{tap.Id:x}" && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;

    private static bool TryNumber(string? text, uint most, out uint? number)
    {
        var isNumber = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most;
        number = isNumber ? value : null;
        return isNumber || string.IsNullOrEmpty(text);
    }

    private static bool TryType(string? text, out byte? type)
    {
        var named = TypeTable.All.FirstOrDefault(t => string.Equals(t.Name, text, StringComparison.OrdinalIgnoreCase));
        type = named is not null ? (byte)named.Type : byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return type is not null || string.IsNullOrEmpty(text);
    }
}
