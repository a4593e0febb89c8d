namespace Gateway.Iec104.Elements;

/// <summary>
/// The one table of the information elements: size on the wire, abbreviation, name in the standard's words, and how a log
/// shows it (60870-5-101, 7.2.6).
/// </summary>
public static class ElementTable
{
    private delegate string Show(ReadOnlySpan<byte> octets);

    private static readonly Row?[] Rows = Build(
        Of<Siq>(1, "SIQ", "single-point information with quality descriptor"),
        Of<Diq>(1, "DIQ", "double-point information with quality descriptor"),
        Of<Vti>(1, "VTI", "value with transient state indication"),
        Of<Qds>(1, "QDS", "quality descriptor"),
        Of<Nva>(2, "NVA", "normalized value"),
        Of<Sva>(2, "SVA", "scaled value"),
        Of<ShortFloat>(4, "IEEE STD 754", "short floating point number"),
        Of<Bcr>(5, "BCR", "binary counter reading"),
        Of<Bsi>(4, "BSI", "binary state information, 32 bit"),
        Of<Scd>(4, "SCD", "status and status change detection"),
        Of<Sep>(1, "SEP", "single event of protection equipment"),
        Of<Spe>(1, "SPE", "start events of protection equipment"),
        Of<Oci>(1, "OCI", "output circuit information of protection equipment"),
        Of<Qdp>(1, "QDP", "quality descriptor for events of protection equipment"),
        Of<Sco>(1, "SCO", "single command"),
        Of<Dco>(1, "DCO", "double command"),
        Of<Rco>(1, "RCO", "regulating step command"),
        Of<Qos>(1, "QOS", "qualifier of set-point command"),
        Of<Coi>(1, "COI", "cause of initialization"),
        Of<Qoi>(1, "QOI", "qualifier of interrogation"),
        Of<Qcc>(1, "QCC", "qualifier of counter interrogation command"),
        Of<Qrp>(1, "QRP", "qualifier of reset process command"),
        Of<Fbp>(2, "FBP", "fixed test bit pattern"),
        Of<Tsc>(2, "TSC", "test sequence counter"),
        Of<Qpm>(1, "QPM", "qualifier of parameter of measured values"),
        Of<Qpa>(1, "QPA", "qualifier of parameter activation"),
        Of<Nof>(2, "NOF", "name of file"),
        Of<Nos>(1, "NOS", "name of section"),
        Of<Lof>(3, "LOF", "length of file or section"),
        Of<Los>(1, "LOS", "length of segment"),
        Of<Frq>(1, "FRQ", "file ready qualifier"),
        Of<Srq>(1, "SRQ", "section ready qualifier"),
        Of<Scq>(1, "SCQ", "select and call qualifier"),
        Of<Lsq>(1, "LSQ", "last section or segment qualifier"),
        Of<Chs>(1, "CHS", "checksum"),
        Of<Afq>(1, "AFQ", "acknowledge file or section qualifier"),
        Of<Sof>(1, "SOF", "status of file"),
        new Row(ElementKind.Segment, 0, "segment", "octets of a file", Convert.ToHexString),
        Of<Cp16Time2a>(2, "CP16Time2a", "two octet binary time"),
        Of<Cp24Time2a>(3, "CP24Time2a", "three octet binary time"),
        Of<Cp56Time2a>(7, "CP56Time2a", "seven octet binary time"));

    /// <summary>Its size on the wire; 0 for a segment, whose LOS says it, and for no element.</summary>
    public static int Octets(ElementKind kind) => Find(kind)?.Octets ?? 0;

    /// <summary>The standard's abbreviation.</summary>
    public static string Abbreviation(ElementKind kind) => Find(kind)?.Abbreviation ?? "";

    /// <summary>The standard's name.</summary>
    public static string Name(ElementKind kind) => Find(kind)?.Name ?? "";

    /// <summary>What a log shows of an element; empty when there is nothing to say, as of a good quality.</summary>
    /// <param name="kind">The element.</param>
    /// <param name="octets">Its octets.</param>
    public static string Text(ElementKind kind, ReadOnlySpan<byte> octets) => Find(kind)?.Text(octets) ?? "";

    private static Row? Find(ElementKind kind) => (int)kind < Rows.Length ? Rows[(int)kind] : null;

    private static Row Of<T>(int octets, string abbreviation, string name)
        where T : struct, IElement<T> =>
        new(T.Kind, octets, abbreviation, name, static octets => T.Read(octets).ToString() ?? "");

    private static Row?[] Build(params ReadOnlySpan<Row> rows)
    {
        var table = new Row?[(int)ElementKind.Cp56Time2a + 1];
        foreach (var row in rows) table[(int)row.Kind] = row;
        return table;
    }

    private sealed record Row(ElementKind Kind, int Octets, string Abbreviation, string Name, Show Text);
}
