namespace Gateway.Iec104.Asdus;

/// <summary>
/// What makes a request and its replies one conversation. <paramref name="Detail"/> is the qualifier of
/// interrogations, the IOA of commands, parameters, reads and directory calls, the name of a file, 0 where the CA alone decides.
/// </summary>
public readonly record struct RequestKey(TypeIdentification Family, CommonAddress CommonAddress, uint Detail)
{
    /// <summary>The family of all steps of a file transfer.</summary>
    public const TypeIdentification File = TypeIdentification.F_FR_NA_1;

    /// <summary>The family of directory calls.</summary>
    public const TypeIdentification Directory = TypeIdentification.F_DR_TA_1;

    private const int QualifierAt = InformationObjectAddress.Octets;

    public bool IsInterrogation => Family is TypeIdentification.C_IC_NA_1 || IsCounterInterrogation;

    /// <summary>101 with FRZ other than 0 only freezes: no interrogation.</summary>
    public bool IsCounterInterrogation => Family is TypeIdentification.C_CI_NA_1 && !IsFreeze;

    public bool IsFreeze => Family is TypeIdentification.C_CI_NA_1 && (Detail & 0xC0) != 0;

    /// <summary>The key of a request, or of a reply that mirrors it.</summary>
    public static RequestKey Mirrored(in AsduView asdu)
    {
        var type = asdu.Type;
        return type switch
        {
            TypeIdentification.C_IC_NA_1 or TypeIdentification.C_CI_NA_1 when asdu.Objects.Length > QualifierAt =>
                new RequestKey(type, asdu.CommonAddress, asdu.Objects[QualifierAt]),
            TypeIdentification.C_CS_NA_1 or TypeIdentification.C_TS_NA_1 or TypeIdentification.C_RP_NA_1
                or TypeIdentification.C_CD_NA_1 or TypeIdentification.C_TS_TA_1 =>
                new RequestKey(type, asdu.CommonAddress, 0),
            TypeIdentification.F_SC_NA_1 when asdu.Cause == Cause.Request =>
                new RequestKey(Directory, asdu.CommonAddress, asdu.FirstAddress.Value),
            >= TypeIdentification.F_FR_NA_1 and <= TypeIdentification.F_SC_NB_1 when asdu.Objects.Length >= QualifierAt + 2 =>
                new RequestKey(File, asdu.CommonAddress, (uint)(asdu.Objects[QualifierAt] | (asdu.Objects[QualifierAt + 1] << 8))),
            _ => new RequestKey(type, asdu.CommonAddress, asdu.FirstAddress.Value),
        };
    }

    /// <summary>The key of the request that an ASDU of the RTU answers. For counters FRZ is 0 in it.</summary>
    public static RequestKey Answered(in AsduView reply)
    {
        var cause = reply.Cause;
        if (cause is >= Cause.InterrogatedByStation and <= Cause.InterrogatedByGroup16)
        {
            return new RequestKey(TypeIdentification.C_IC_NA_1, reply.CommonAddress, (uint)cause);
        }

        if (cause is >= Cause.RequestedByGeneralCounter and <= Cause.RequestedByGroup4Counter)
        {
            // RQT: 5 = general, 1..4 = groups.
            var rqt = cause == Cause.RequestedByGeneralCounter ? 5 : (uint)(cause - Cause.RequestedByGeneralCounter);
            return new RequestKey(TypeIdentification.C_CI_NA_1, reply.CommonAddress, rqt);
        }

        if (cause == Cause.Request)
        {
            return reply.Type is TypeIdentification.F_DR_TA_1 or TypeIdentification.F_SC_NA_1
                ? new RequestKey(Directory, reply.CommonAddress, reply.FirstAddress.Value)
                : new RequestKey(TypeIdentification.C_RD_NA_1, reply.CommonAddress, reply.FirstAddress.Value);
        }

        return Mirrored(reply);
    }
}
