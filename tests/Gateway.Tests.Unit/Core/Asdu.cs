using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Core;

/// <summary>ASDUs as the tests speak of them, in hex: type, VSQ, COT, OA, CA, IOA, elements.</summary>
internal static class Asdu
{
    /// <summary>M_SP_NA_1, one point, on.</summary>
    public static string Event(int ioa, int cause = 3, int oa = 0, int ca = 7) => Of(1, cause, oa, ca, ioa, 1);

    /// <summary>C_IC_NA_1.</summary>
    public static string Interrogation(int cause = 6, int oa = 0, int ca = 7, int qoi = 20) => Of(100, cause, oa, ca, 0, qoi);

    /// <summary>C_CI_NA_1.</summary>
    public static string Counters(int cause = 6, int oa = 0, int ca = 7, int qcc = 5) => Of(101, cause, oa, ca, 0, qcc);

    /// <summary>C_SC_NA_1; SCO 1 = on, 81 = select on.</summary>
    public static string Command(int ioa, int cause = 6, int oa = 0, int ca = 7, int sco = 1) => Of(45, cause, oa, ca, ioa, sco);

    /// <summary>C_CS_NA_1.</summary>
    public static string Clock(int cause = 6, int oa = 0, int ca = 7) => Of(103, cause, oa, ca, 0, 0, 0, 0, 12, 1, 6, 26);

    /// <summary>C_RD_NA_1.</summary>
    public static string Read(int ioa, int cause = 5, int oa = 0, int ca = 7) => Of(102, cause, oa, ca, ioa);

    /// <summary>M_EI_NA_1.</summary>
    public static string EndOfInitialization(int ca = 7) => Of(70, 4, 0, ca, 0, 0);

    /// <summary>P/N = 1.</summary>
    public static int Negative(int cause) => cause | CauseOfTransmission.NegativeBit;

    public static string Of(int type, int cause, int oa, int ca, int ioa, params int[] elements) =>
        Hex.Text([(byte)type, 1, (byte)cause, (byte)oa, (byte)ca, (byte)(ca >> 8), (byte)ioa, (byte)(ioa >> 8), (byte)(ioa >> 16), .. elements.Select(e => (byte)e)]);
}
