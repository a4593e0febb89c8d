using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Json;

/// <summary>Reads a JSON configuration (C1): comments and trailing commas are allowed.</summary>
public sealed class JsonLoader : IConfigurationLoader
{
    internal const string Extension = ".json";

    public IReadOnlyList<string> Extensions { get; } = [Extension];

    public LoadedConfiguration Load(string path)
    {
        byte[] octets;
        try
        {
            octets = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var unread = new Findings(path, new JsonText([]));
            unread.Error(0, $"the file cannot be read: {e.Message.TrimEnd('.')}", "check its name and its rights");
            return unread.Result(config: null);
        }

        return Read(octets, path);
    }

    /// <summary>Reads a file's octets, whatever they are.</summary>
    internal static LoadedConfiguration Read(ReadOnlySpan<byte> octets, string path)
    {
        var text = new JsonText(Utf8(octets));
        var findings = new Findings(path, text);
        return JsonTree.Read(text, findings) is { } root ? findings.Result(GatewayForm.Read(root, findings)) : findings.Result(config: null);
    }

    // Whatever the octets are, the result is UTF-8; those of an old code page become replacement characters.
    private static byte[] Utf8(ReadOnlySpan<byte> octets) => Encoding.UTF8.GetBytes(octets switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(octets[3..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(octets[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(octets[2..]),
        _ => Encoding.UTF8.GetString(octets),
    });
}
