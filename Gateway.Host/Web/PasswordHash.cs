using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Web;

/// <summary>
/// A password as a configuration holds it: <c>pbkdf2-sha512$ROUNDS$SALT$HASH</c>, salt and hash in Base64 (RFC 8018, 5.2). Nobody can read the
/// password from it.
/// </summary>
internal static class PasswordHash
{
    public const int ShortestPassword = 8;

    private const int Rounds = 210_000;
    private const int MostRounds = 10_000_000;
    private const int SaltOctets = 16;
    public const int HashOctets = 32;

    /// <summary>For work whose result nobody wants.</summary>
    public static readonly byte[] NoSalt = new byte[SaltOctets];

    public static string Of(string password) => Of(password, Rounds);

    public static string Of(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltOctets);
        return $"{WebChecks.HashPrefix}{rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, rounds, HashOctets))}";
    }

    /// <summary>Whether it is one, and of this password.</summary>
    public static bool Fits(string hash, string password, PasswordDerivation? derive = null) =>
        TryParse(hash, out var rounds, out var salt, out var derived)
        && CryptographicOperations.FixedTimeEquals((derive ?? Derive)(password, salt, rounds, derived.Length), derived);

    /// <summary>How many rounds it takes to check it; 0: it is none.</summary>
    public static int RoundsOf(string hash) => TryParse(hash, out var rounds, out _, out _) ? rounds : 0;

    public static bool IsOne(string hash) => TryParse(hash, out _, out _, out _);

    /// <summary>PBKDF2 with HMAC-SHA-512: up to 64 octets take the same time.</summary>
    public static byte[] Derive(string password, byte[] salt, int rounds, int octets) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA512, octets);

    private static bool TryParse(string text, out int rounds, out byte[] salt, out byte[] hash)
    {
        (rounds, salt, hash) = (0, [], []);
        if (!text.StartsWith(WebChecks.HashPrefix, StringComparison.Ordinal) || text[WebChecks.HashPrefix.Length..].Split('$') is not [var r, var s, var h])
        {
            return false;
        }

        try
        {
            (salt, hash) = (Convert.FromBase64String(s), Convert.FromBase64String(h));
        }
        catch (FormatException)
        {
            return false;
        }

        return int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out rounds)
            && rounds is > 0 and <= MostRounds && salt.Length >= 8 && hash.Length is >= 16 and <= 64;
    }
}
