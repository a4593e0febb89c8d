namespace Gateway.Tests.Unit;

/// <summary>Octets as captures show them: "68 04 07 00 00 00".</summary>
internal static class Hex
{
    public static byte[] Of(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static string Text(ReadOnlySpan<byte> octets) => string.Join(' ', octets.ToArray().Select(o => o.ToString("X2")));
}
