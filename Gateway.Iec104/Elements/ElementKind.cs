namespace Gateway.Iec104.Elements;

/// <summary>The information elements of which the information objects are made (60870-5-101, 7.2.6; TSC: 60870-5-104, 8).</summary>
public enum ElementKind : byte
{
    /// <summary>No element: a read command consists of its address.</summary>
    None,

    // Process information in monitor direction.
    Siq,
    Diq,
    Vti,
    Qds,
    Nva,
    Sva,
    ShortFloat,
    Bcr,
    Bsi,
    Scd,

    // Protection equipment.
    Sep,
    Spe,
    Oci,
    Qdp,

    // Commands.
    Sco,
    Dco,
    Rco,
    Qos,

    // System information and parameters.
    Coi,
    Qoi,
    Qcc,
    Qrp,
    Fbp,
    Tsc,
    Qpm,
    Qpa,

    // Files.
    Nof,
    Nos,
    Lof,
    Los,
    Frq,
    Srq,
    Scq,
    Lsq,
    Chs,
    Afq,
    Sof,

    /// <summary>The octets of a file: as many as the LOS before it says.</summary>
    Segment,

    // Time.
    Cp16Time2a,
    Cp24Time2a,
    Cp56Time2a,
}
