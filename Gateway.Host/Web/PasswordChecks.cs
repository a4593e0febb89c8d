using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Web;

/// <summary>Checks passwords, one at a time: hashing costs CPU, and the gateway's masters come first.</summary>
/// <param name="derive">Other than PBKDF2, for tests.</param>
internal sealed class PasswordChecks(ImmutableArray<WebUser> users, PasswordDerivation? derive = null)
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    // Hashes may have been made with different numbers of rounds: each check takes as many as the longest.
    private readonly int _rounds = users.Select(u => PasswordHash.RoundsOf(u.Password)).DefaultIfEmpty().Max();
    private readonly PasswordDerivation _derive = derive ?? PasswordHash.Derive;

    /// <returns>Null: there is no such user, or the password is another; which of them, the time it takes does not tell.</returns>
    public async Task<WebUser?> CheckAsync(string name, string password, CancellationToken stop)
    {
        await OneAtATime.WaitAsync(stop);
        try
        {
            var user = users.FirstOrDefault(u => u.Name == name);
            var rounds = user is null ? 0 : PasswordHash.RoundsOf(user.Password);
            var fits = user is not null && PasswordHash.Fits(user.Password, password, _derive);
            if (rounds < _rounds)
            {
                _ = _derive(password, PasswordHash.NoSalt, _rounds - rounds, PasswordHash.HashOctets);
            }

            return fits ? user : null;
        }
        finally
        {
            _ = OneAtATime.Release();
        }
    }
}
