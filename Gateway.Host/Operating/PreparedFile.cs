namespace Gateway.Host.Operating;

/// <summary>A configuration file as it shall be written.</summary>
/// <param name="Before">As it was read: when it is another by then, nothing is written.</param>
/// <param name="WhyNot">Null: it can be.</param>
internal sealed record PreparedFile(byte[] Before, ReadOnlyMemory<byte> After, string? WhyNot)
{
    public static PreparedFile Not(string why) => new([], default, why);
}
