namespace Gateway.Iec104.Elements;

/// <summary>Quality in the standard's abbreviations.</summary>
public static class QualityText
{
    /// <summary>The bits of SIQ and DIQ.</summary>
    internal const Quality OfPoint = Quality.Blocked | Quality.Substituted | Quality.NotTopical | Quality.Invalid;

    /// <summary>The bits of QDS.</summary>
    internal const Quality OfValue = OfPoint | Quality.Overflow;

    /// <summary>The bits of QDP and SEP.</summary>
    internal const Quality OfProtection = OfPoint | Quality.ElapsedTimeInvalid;

    private static readonly string[] Abbreviations = ["OV", "CY", "CA", "EI", "BL", "SB", "NT", "IV"];

    private static readonly string[] Texts = [.. Enumerable.Range(0, 256).Select(Spell)];

    /// <summary><c>(NT IV)</c>; empty when good.</summary>
    public static string Text(this Quality quality) => Texts[(byte)quality];

    /// <summary>A value and its quality: <c>ON (IV)</c>.</summary>
    internal static string Beside(this Quality quality, string value) => quality == Quality.Good ? value : $"{value} {quality.Text()}";

    private static string Spell(int bits) =>
        bits == 0 ? "" : $"({string.Join(' ', Abbreviations.Where((_, bit) => (bits & (1 << bit)) != 0))})";
}
