using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Web;

/// <summary>Checks passwords, one at a time: hashing costs CPU, and the gateway's masters come first.</summary>
internal sealed class PasswordChecks(ImmutableArray<WebUser> users)
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly Lazy<string> Nobodys = new(() => PasswordHash.Of(Sessions.NewToken()));

    /// <returns>Null: there is no such user, or the password is another; which of them, the time it takes does not tell.</returns>
    public async Task<WebUser?> CheckAsync(string name, string password, CancellationToken stop)
    {
        await OneAtATime.WaitAsync(stop);
        try
        {
            var user = users.FirstOrDefault(u => u.Name == name);
            var fits = PasswordHash.Fits(user?.Password ?? Nobodys.Value, password);
            return fits ? user : null;
        }
        finally
        {
            _ = OneAtATime.Release();
        }
    }
}
