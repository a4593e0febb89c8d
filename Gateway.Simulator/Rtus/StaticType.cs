using Gateway.Iec104.Asdus;
using static Gateway.Iec104.Asdus.TypeIdentification;

namespace Gateway.Simulator.Rtus;

/// <summary>The type under which a point answers an interrogation: that without a time tag.</summary>
internal static class StaticType
{
    /// <summary>Null: there is none, as of protection events.</summary>
    public static TypeIdentification? Of(TypeIdentification type) => type switch
    {
        M_SP_NA_1 or M_SP_TA_1 or M_SP_TB_1 => M_SP_NA_1,
        M_DP_NA_1 or M_DP_TA_1 or M_DP_TB_1 => M_DP_NA_1,
        M_ST_NA_1 or M_ST_TA_1 or M_ST_TB_1 => M_ST_NA_1,
        M_BO_NA_1 or M_BO_TA_1 or M_BO_TB_1 => M_BO_NA_1,
        M_ME_NA_1 or M_ME_TA_1 or M_ME_TD_1 => M_ME_NA_1,
        M_ME_NB_1 or M_ME_TB_1 or M_ME_TE_1 => M_ME_NB_1,
        M_ME_NC_1 or M_ME_TC_1 or M_ME_TF_1 => M_ME_NC_1,
        M_IT_NA_1 or M_IT_TA_1 or M_IT_TB_1 => M_IT_NA_1,
        M_PS_NA_1 or M_ME_ND_1 => type,
        _ => null,
    };

    /// <summary>
    /// The interrogation group of a point, 1..16: by its type, as many RTUs have it. 1 single points, 2 double points, 3 step positions,
    /// 4 bitstrings, 5 normalized, 6 scaled and 7 floating point values, 8 packed single points.
    /// </summary>
    public static int GroupOf(TypeIdentification type) => type switch
    {
        M_SP_NA_1 => 1,
        M_DP_NA_1 => 2,
        M_ST_NA_1 => 3,
        M_BO_NA_1 => 4,
        M_ME_NA_1 or M_ME_ND_1 => 5,
        M_ME_NB_1 => 6,
        M_ME_NC_1 => 7,
        _ => 8,
    };
}
