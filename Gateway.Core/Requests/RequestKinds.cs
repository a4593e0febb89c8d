using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>What an ASDU is to the request book, by type and cause alone.</summary>
internal static class RequestKinds
{
    /// <summary>R2: what a master may send.</summary>
    public static bool IsControlType(TypeIdentification type) => (byte)type is (>= 45 and <= 69) or >= 100;

    /// <summary>Types 1..44: what an RTU observes.</summary>
    public static bool IsMonitorType(TypeIdentification type) => (byte)type is >= 1 and <= 44;

    public static bool IsFile(TypeIdentification type) => type is >= TypeIdentification.F_FR_NA_1 and <= TypeIdentification.F_SC_NB_1;

    /// <summary>R4: a reply's cause.</summary>
    public static bool IsReply(in AsduView asdu) => asdu.Cause switch
    {
        Cause.Request or Cause.ActivationConfirmation or Cause.DeactivationConfirmation or Cause.ActivationTermination => true,
        Cause.FileTransfer => IsFile(asdu.Type),
        >= Cause.InterrogatedByStation and <= Cause.RequestedByGroup4Counter => true,
        >= Cause.UnknownTypeIdentification and <= Cause.UnknownInformationObjectAddress => true,
        _ => false,
    };

    /// <summary>R2: a master's ASDU with this cause waits for a reply.</summary>
    public static bool OpensRequest(in AsduView asdu) =>
        asdu.Cause is Cause.Request or Cause.Activation or Cause.Deactivation or Cause.FileTransfer;

    /// <summary>R9: how old it may be when it is sent; null: it waits as long as it must.</summary>
    public static TimeSpan? MaxAge(TypeIdentification type, TimeSpan commandMaxAge) => type switch
    {
        TypeIdentification.C_CS_NA_1 => TimeSpan.FromSeconds(1),
        TypeIdentification.C_IC_NA_1 or TypeIdentification.C_CI_NA_1 or TypeIdentification.C_RD_NA_1 => null,
        _ when IsFile(type) => null,
        _ => commandMaxAge,
    };

    /// <summary>45..64: acts on the process.</summary>
    public static bool IsProcessCommand(TypeIdentification type) => (byte)type is >= 45 and <= 64;

    /// <summary>
    /// What changes something at the RTU: process commands and parameters, clock, reset, and counter interrogations that freeze (QCC with FRZ).
    /// </summary>
    public static bool IsCommand(in AsduView asdu) => asdu.Type switch
    {
        >= (TypeIdentification)45 and <= (TypeIdentification)69 => true,
        TypeIdentification.C_CI_NA_1 => asdu.Objects.Length > InformationObjectAddress.Octets && (asdu.Objects[InformationObjectAddress.Octets] & 0xC0) != 0,
        TypeIdentification.C_CS_NA_1 or TypeIdentification.C_RP_NA_1 => true,
        >= TypeIdentification.P_ME_NA_1 and <= TypeIdentification.P_AC_NA_1 => true,
        _ => false,
    };

    /// <summary>O4: what is written down with its end: commands, and files in control direction.</summary>
    public static bool IsAudited(in AsduView asdu) => IsCommand(asdu) || IsFile(asdu.Type);
}
