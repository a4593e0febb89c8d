using System.Net;

namespace Gateway.Abstractions.Configuration;

/// <summary>What must hold before the page is served.</summary>
public static class WebChecks
{
    /// <summary>How a password's hash begins, as <c>hash-password</c> prints it.</summary>
    public const string HashPrefix = "pbkdf2-sha512$";

    /// <summary>Why it cannot be served so; empty: it can.</summary>
    public static IEnumerable<SettingDoubt> Faults(WebConfig web)
    {
        if (web.HasErrors)
        {
            yield return new SettingDoubt(nameof(WebConfig.HasErrors), "the configuration's web has errors", "mend it and reload");
        }

        if (!IPAddress.IsLoopback(AddressNetwork.Unmapped(web.Listen.Address)))
        {
            if (web.Certificate is null)
            {
                yield return new SettingDoubt(
                    nameof(WebConfig.Listen), $"listen {web.Listen} can be reached from other machines, and there is no certificate: passwords would be read on the way", "add certificate, or listen on 127.0.0.1");
            }

            if (web.Users.IsEmpty)
            {
                yield return new SettingDoubt(
                    nameof(WebConfig.Listen), $"listen {web.Listen} can be reached from other machines, and there are no users: everybody could operate the gateway", "add users, or listen on 127.0.0.1");
            }
        }
    }
}
