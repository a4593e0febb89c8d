using System.Text;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// ASDUs in plain text, for logs:
/// <c>M_ME_TF_1 spontaneous CA 7 IOA 1001 = 49.98 (IV) 2026-11-21 10:00:00.123</c>. What is not in the table, or does not
/// fit its VSQ, is shown as its octets.
/// </summary>
public static class AsduText
{
    /// <summary>One line; "and 12 more" stands for what is beyond <paramref name="maxObjects"/>.</summary>
    public static string Of(scoped in AsduView asdu, int maxObjects = int.MaxValue)
    {
        var text = new StringBuilder(Of(asdu.Head));
        if (TypeTable.TryGetFault(asdu, out var fault)) return text.Append($": {fault}: {Convert.ToHexString(asdu.Objects)}").ToString();
        if (TypeTable.Find(asdu.Type) is null)
        {
            return text.Append($" SQ {(asdu.Vsq.IsSequence ? 1 : 0)} N {asdu.Vsq.Count}: {Convert.ToHexString(asdu.Objects)}").ToString();
        }

        var objects = asdu.InformationObjects;
        var shown = Math.Min(objects.Count, Math.Max(maxObjects, 0));
        for (var index = 0; index < shown; index++) text.Append(index == 0 ? " " : ", ").Append(objects[index].ToString());
        if (shown < objects.Count) text.Append($"{(shown == 0 ? " " : " and ")}{objects.Count - shown}{(shown == 0 ? " objects" : " more")}");
        return text.ToString();
    }

    /// <summary>Type, cause and addresses: <c>C_SC_NA_1 activation OA 3 CA 7</c>.</summary>
    public static string Of(scoped in AsduHead head)
    {
        var text = new StringBuilder(TypeTable.Find(head.Type)?.Name ?? $"type {(byte)head.Type}");
        text.Append(' ').Append(CauseNames.Of(head.Cot));
        if (head.Originator != OriginatorAddress.None) text.Append($" OA {head.Originator}");
        return text.Append($" CA {head.CommonAddress}").ToString();
    }
}
