using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Web;

/// <summary>What the web server is started with.</summary>
/// <param name="HasPage">False (<c>-n</c>): status and metrics alone, and nothing can be changed.</param>
/// <param name="Folder">What paths in the configuration are relative to.</param>
internal sealed record WebSettings(WebConfig Config, bool HasPage, string Folder)
{
    /// <summary>All of it in a text: another one is another setting. A certificate that was renewed is one, too.</summary>
    public string Fingerprint => string.Join('\n', [
        $"{Config.Listen} {HasPage}",
        .. Config.Names,
        .. Config.Users.Select(u => u.ToString()),
        .. new[] { CertificatePath, KeyPath }.OfType<string>().Select(p => $"{p} {File.GetLastWriteTimeUtc(p).Ticks}"),
    ]);

    public string? CertificatePath => PathOf(Config.Certificate);

    public string? KeyPath => PathOf(Config.Key);

    /// <summary>Null: there shall be no web server.</summary>
    /// <param name="config">Of the configuration file.</param>
    /// <param name="noGui"><c>-n</c>, or the file says so.</param>
    /// <param name="listen">Of the command line; null: it says nothing.</param>
    public static WebSettings? Of(WebConfig? config, bool noGui, WebListen? listen, string folder)
    {
        if (listen is { IsOff: true } || (noGui && config is null && listen is null))
        {
            return null;
        }

        config ??= new WebConfig();
        return new WebSettings(listen?.At is { } at ? config with { Listen = at } : config, HasPage: !noGui, folder);
    }

    private string? PathOf(string? file) => file is null ? null : Path.GetFullPath(file, Folder);
}
