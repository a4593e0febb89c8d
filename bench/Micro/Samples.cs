namespace Gateway.Bench;

/// <summary>Octets to work on.</summary>
internal static class Samples
{
    /// <summary>M_SP_TB_1, spontaneous, CA 1, IOA 100, on.</summary>
    public static readonly byte[] Event = Convert.FromHexString("1E010300010064000001000000" + "0C01061A");

    /// <summary>M_ME_NC_1, 30 points, an interrogation's answer; M_ME_TF_1; C_SC_NA_1; M_SP_NA_1 with SQ = 1.</summary>
    public static readonly byte[][] Asdus =
    [
        Event,
        [.. Convert.FromHexString("0D1E14000100"), .. new byte[30 * 8]],
        [.. Convert.FromHexString("240103000100"), .. new byte[15]],
        Convert.FromHexString("2D01060001006400" + "0001"),
        [.. Convert.FromHexString("018303000100"), .. new byte[3 + 3]],
    ];

    /// <summary>C_SC_NA_1, activation.</summary>
    public static readonly byte[] Command = Asdus[3];

    public static readonly byte[] TestFrAct = [0x68, 4, 0x43, 0, 0, 0];

    /// <summary>Behind one another, with the start octet and length that I APDUs have.</summary>
    public static byte[] IApdus(int count)
    {
        byte[] one = [0x68, (byte)(Event.Length + 4), 0, 0, 0, 0, .. Event];
        return [.. Enumerable.Repeat(one, count).SelectMany(o => o)];
    }
}
