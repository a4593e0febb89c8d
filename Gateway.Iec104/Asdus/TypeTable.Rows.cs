using static Gateway.Iec104.Asdus.TypeIdentification;
using static Gateway.Iec104.Elements.ElementKind;

namespace Gateway.Iec104.Asdus;

/// <content>The rows. <c>Sequence</c>: the standard knows SQ = 1 for them, too.</content>
public static partial class TypeTable
{
    private static TypeEntry[] Rows() =>
    [
        // Process information in monitor direction (60870-5-101, 7.3.1).
        Sequence(M_SP_NA_1, "single-point information", Siq),
        Monitor(M_SP_TA_1, "single-point information with CP24Time2a", Siq, Cp24Time2a),
        Sequence(M_DP_NA_1, "double-point information", Diq),
        Monitor(M_DP_TA_1, "double-point information with CP24Time2a", Diq, Cp24Time2a),
        Sequence(M_ST_NA_1, "step position information", Vti, Qds),
        Monitor(M_ST_TA_1, "step position information with CP24Time2a", Vti, Qds, Cp24Time2a),
        Sequence(M_BO_NA_1, "bitstring of 32 bit", Bsi, Qds),
        Monitor(M_BO_TA_1, "bitstring of 32 bit with CP24Time2a", Bsi, Qds, Cp24Time2a),
        Sequence(M_ME_NA_1, "measured value, normalized", Nva, Qds),
        Monitor(M_ME_TA_1, "measured value, normalized, with CP24Time2a", Nva, Qds, Cp24Time2a),
        Sequence(M_ME_NB_1, "measured value, scaled", Sva, Qds),
        Monitor(M_ME_TB_1, "measured value, scaled, with CP24Time2a", Sva, Qds, Cp24Time2a),
        Sequence(M_ME_NC_1, "measured value, short floating point", ShortFloat, Qds),
        Monitor(M_ME_TC_1, "measured value, short floating point, with CP24Time2a", ShortFloat, Qds, Cp24Time2a),
        Sequence(M_IT_NA_1, "integrated totals", Bcr),
        Monitor(M_IT_TA_1, "integrated totals with CP24Time2a", Bcr, Cp24Time2a),
        Monitor(M_EP_TA_1, "event of protection equipment with CP24Time2a", Sep, Cp16Time2a, Cp24Time2a),
        Monitor(M_EP_TB_1, "packed start events of protection equipment with CP24Time2a", Spe, Qdp, Cp16Time2a, Cp24Time2a),
        Monitor(M_EP_TC_1, "packed output circuit information of protection equipment with CP24Time2a", Oci, Qdp, Cp16Time2a, Cp24Time2a),
        Sequence(M_PS_NA_1, "packed single-point information with status change detection", Scd, Qds),
        Sequence(M_ME_ND_1, "measured value, normalized, without quality descriptor", Nva),
        Monitor(M_SP_TB_1, "single-point information with CP56Time2a", Siq, Cp56Time2a),
        Monitor(M_DP_TB_1, "double-point information with CP56Time2a", Diq, Cp56Time2a),
        Monitor(M_ST_TB_1, "step position information with CP56Time2a", Vti, Qds, Cp56Time2a),
        Monitor(M_BO_TB_1, "bitstring of 32 bit with CP56Time2a", Bsi, Qds, Cp56Time2a),
        Monitor(M_ME_TD_1, "measured value, normalized, with CP56Time2a", Nva, Qds, Cp56Time2a),
        Monitor(M_ME_TE_1, "measured value, scaled, with CP56Time2a", Sva, Qds, Cp56Time2a),
        Monitor(M_ME_TF_1, "measured value, short floating point, with CP56Time2a", ShortFloat, Qds, Cp56Time2a),
        Monitor(M_IT_TB_1, "integrated totals with CP56Time2a", Bcr, Cp56Time2a),
        Monitor(M_EP_TD_1, "event of protection equipment with CP56Time2a", Sep, Cp16Time2a, Cp56Time2a),
        Monitor(M_EP_TE_1, "packed start events of protection equipment with CP56Time2a", Spe, Qdp, Cp16Time2a, Cp56Time2a),
        Monitor(M_EP_TF_1, "packed output circuit information of protection equipment with CP56Time2a", Oci, Qdp, Cp16Time2a, Cp56Time2a),

        // Process information in control direction (60870-5-101, 7.3.2; with time tag 60870-5-104, 8).
        Command(C_SC_NA_1, "single command", Sco),
        Command(C_DC_NA_1, "double command", Dco),
        Command(C_RC_NA_1, "regulating step command", Rco),
        Command(C_SE_NA_1, "set point command, normalized", Nva, Qos),
        Command(C_SE_NB_1, "set point command, scaled", Sva, Qos),
        Command(C_SE_NC_1, "set point command, short floating point", ShortFloat, Qos),
        Command(C_BO_NA_1, "bitstring of 32 bit command", Bsi),
        Command(C_SC_TA_1, "single command with CP56Time2a", Sco, Cp56Time2a),
        Command(C_DC_TA_1, "double command with CP56Time2a", Dco, Cp56Time2a),
        Command(C_RC_TA_1, "regulating step command with CP56Time2a", Rco, Cp56Time2a),
        Command(C_SE_TA_1, "set point command, normalized, with CP56Time2a", Nva, Qos, Cp56Time2a),
        Command(C_SE_TB_1, "set point command, scaled, with CP56Time2a", Sva, Qos, Cp56Time2a),
        Command(C_SE_TC_1, "set point command, short floating point, with CP56Time2a", ShortFloat, Qos, Cp56Time2a),
        Command(C_BO_TA_1, "bitstring of 32 bit command with CP56Time2a", Bsi, Cp56Time2a),

        // System information in monitor and in control direction (60870-5-101, 7.3.3, 7.3.4).
        new(M_EI_NA_1, "end of initialization", TypeCategory.System, TypeDirection.Monitor, allowsSequence: false, [Coi]),
        System(C_IC_NA_1, "interrogation command", Qoi),
        System(C_CI_NA_1, "counter interrogation command", Qcc),
        System(C_RD_NA_1, "read command"),
        System(C_CS_NA_1, "clock synchronization command", Cp56Time2a),
        System(C_TS_NA_1, "test command", Fbp),
        System(C_RP_NA_1, "reset process command", Qrp),
        System(C_CD_NA_1, "delay acquisition command", Cp16Time2a),
        System(C_TS_TA_1, "test command with CP56Time2a", Tsc, Cp56Time2a),

        // Parameters in control direction (60870-5-101, 7.3.5).
        Parameter(P_ME_NA_1, "parameter of measured value, normalized", Nva, Qpm),
        Parameter(P_ME_NB_1, "parameter of measured value, scaled", Sva, Qpm),
        Parameter(P_ME_NC_1, "parameter of measured value, short floating point", ShortFloat, Qpm),
        Parameter(P_AC_NA_1, "parameter activation", Qpa),

        // File transfer (60870-5-101, 7.3.6; query log 60870-5-104, 8).
        File(F_FR_NA_1, "file ready", Nof, Lof, Frq),
        File(F_SR_NA_1, "section ready", Nof, Nos, Lof, Srq),
        File(F_SC_NA_1, "call directory, select file, call file, call section", Nof, Nos, Scq),
        File(F_LS_NA_1, "last section, last segment", Nof, Nos, Lsq, Chs),
        File(F_AF_NA_1, "ack file, ack section", Nof, Nos, Afq),
        File(F_SG_NA_1, "segment", Nof, Nos, Los, Segment),
        new(F_DR_TA_1, "directory", TypeCategory.File, TypeDirection.Monitor, allowsSequence: true, [Nof, Lof, Sof, Cp56Time2a]),
        new(F_SC_NB_1, "query log, request archive file", TypeCategory.File, TypeDirection.Control, allowsSequence: false, [Nof, Cp56Time2a, Cp56Time2a]),
    ];
}
