using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Gateway.Host.Web;

/// <summary>A file of the page, as it lies in the program.</summary>
/// <param name="Tag">Another one for other octets.</param>
internal sealed record PageFile(byte[] Octets, string ContentType, EntityTagHeaderValue Tag)
{
    public static PageFile Read(string resource)
    {
        using var source = typeof(PageFile).Assembly.GetManifestResourceStream(resource)!;
        var octets = new byte[source.Length];
        source.ReadExactly(octets);
        return new PageFile(octets, TypeOf(resource), new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(octets), 0, 12)}\""));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The page has a file of a kind that is not known: '{other}'."),
    };
}
