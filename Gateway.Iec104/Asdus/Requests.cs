using Gateway.Iec104.Elements;
using static Gateway.Iec104.Asdus.TypeIdentification;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// What a controlling station asks, each one ASDU with COT 6 (a read: 5) and one object, written into the caller's octets
/// (23 are enough for each of them). For anything else there is the <see cref="AsduWriter"/>.
/// </summary>
public static class Requests
{
    /// <summary>C_IC_NA_1 (60870-5-101, 7.3.4.1).</summary>
    public static AsduView Interrogation(Span<byte> octets, CommonAddress ca, Qoi qoi) => One(octets, C_IC_NA_1, ca, default, qoi);

    /// <summary>C_CI_NA_1 (7.3.4.2).</summary>
    public static AsduView CounterInterrogation(Span<byte> octets, CommonAddress ca, Qcc qcc) => One(octets, C_CI_NA_1, ca, default, qcc);

    /// <summary>C_RD_NA_1 (7.3.4.3).</summary>
    public static AsduView Read(Span<byte> octets, CommonAddress ca, InformationObjectAddress address)
    {
        var writer = new AsduWriter(octets, C_RD_NA_1, Cause.Request, ca);
        writer.Add(address);
        return writer.Asdu;
    }

    /// <summary>C_CS_NA_1 (7.3.4.4).</summary>
    public static AsduView ClockSynchronization(Span<byte> octets, CommonAddress ca, Cp56Time2a time) => One(octets, C_CS_NA_1, ca, default, time);

    /// <summary>C_TS_NA_1 (7.3.4.5).</summary>
    public static AsduView Test(Span<byte> octets, CommonAddress ca) => One(octets, C_TS_NA_1, ca, default, Fbp.Standard);

    /// <summary>C_TS_TA_1 (60870-5-104, 8.8).</summary>
    public static AsduView Test(Span<byte> octets, CommonAddress ca, Tsc counter, Cp56Time2a time)
    {
        var writer = new AsduWriter(octets, C_TS_TA_1, Cause.Activation, ca);
        writer.Add(default, counter, time);
        return writer.Asdu;
    }

    /// <summary>C_RP_NA_1 (60870-5-101, 7.3.4.6).</summary>
    public static AsduView ResetProcess(Span<byte> octets, CommonAddress ca, Qrp qrp) => One(octets, C_RP_NA_1, ca, default, qrp);

    /// <summary>C_SC_NA_1, or C_SC_TA_1 with a time (7.3.2.1).</summary>
    public static AsduView Command(Span<byte> octets, CommonAddress ca, InformationObjectAddress address, Sco command, Cp56Time2a? time = null) =>
        time is { } at ? One(octets, C_SC_TA_1, ca, address, command, at) : One(octets, C_SC_NA_1, ca, address, command);

    /// <summary>C_DC_NA_1, or C_DC_TA_1 with a time (7.3.2.2).</summary>
    public static AsduView Command(Span<byte> octets, CommonAddress ca, InformationObjectAddress address, Dco command, Cp56Time2a? time = null) =>
        time is { } at ? One(octets, C_DC_TA_1, ca, address, command, at) : One(octets, C_DC_NA_1, ca, address, command);

    /// <summary>C_RC_NA_1, or C_RC_TA_1 with a time (7.3.2.3).</summary>
    public static AsduView Command(Span<byte> octets, CommonAddress ca, InformationObjectAddress address, Rco command, Cp56Time2a? time = null) =>
        time is { } at ? One(octets, C_RC_TA_1, ca, address, command, at) : One(octets, C_RC_NA_1, ca, address, command);

    /// <summary>C_SE_NA_1, normalized (7.3.2.4).</summary>
    public static AsduView SetPoint(Span<byte> octets, CommonAddress ca, InformationObjectAddress address, Nva value, Qos qos = default) =>
        One(octets, C_SE_NA_1, ca, address, value, qos);

    /// <summary>C_SE_NB_1, scaled (7.3.2.5).</summary>
    public static AsduView SetPoint(Span<byte> octets, CommonAddress ca, InformationObjectAddress address, Sva value, Qos qos = default) =>
        One(octets, C_SE_NB_1, ca, address, value, qos);

    /// <summary>C_SE_NC_1, short floating point (7.3.2.6).</summary>
    public static AsduView SetPoint(Span<byte> octets, CommonAddress ca, InformationObjectAddress address, ShortFloat value, Qos qos = default) =>
        One(octets, C_SE_NC_1, ca, address, value, qos);

    private static AsduView One<T1>(Span<byte> octets, TypeIdentification type, CommonAddress ca, InformationObjectAddress address, T1 first)
        where T1 : struct, IElement<T1>
    {
        var writer = new AsduWriter(octets, type, Cause.Activation, ca);
        writer.Add(address, first);
        return writer.Asdu;
    }

    private static AsduView One<T1, T2>(
        Span<byte> octets, TypeIdentification type, CommonAddress ca, InformationObjectAddress address, T1 first, T2 second)
        where T1 : struct, IElement<T1>
        where T2 : struct, IElement<T2>
    {
        var writer = new AsduWriter(octets, type, Cause.Activation, ca);
        writer.Add(address, first, second);
        return writer.Asdu;
    }
}
