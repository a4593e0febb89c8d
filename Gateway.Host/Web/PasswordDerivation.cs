namespace Gateway.Host.Web;

/// <summary>Makes octets of a password: <see cref="PasswordHash.Derive"/>.</summary>
internal delegate byte[] PasswordDerivation(string password, byte[] salt, int rounds, int octets);
