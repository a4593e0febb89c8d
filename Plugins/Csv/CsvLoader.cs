using System.Text;
using Gateway.Abstractions.Configuration;
using Gateway.Plugins.Json;

namespace Gateway.Plugins.Csv;

/// <summary>Reads a CSV configuration; the dialect is told by what stands in the file (C2).</summary>
public sealed class CsvLoader : IConfigurationLoader
{
    public IReadOnlyList<string> Extensions { get; } = [".csv"];

    public LoadedConfiguration Load(string path)
    {
        var findings = new Findings(path);
        byte[] octets;
        try
        {
            octets = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Error(1, 1, $"the file cannot be read: {e.Message.TrimEnd('.')}", "check its name and its rights");
            return findings.Result(config: null);
        }

        return Read(octets, findings);
    }

    /// <summary>Reads a file's octets, whatever they are.</summary>
    internal static LoadedConfiguration Read(ReadOnlySpan<byte> octets, Findings findings)
    {
        var rows = CsvFile.Read(TextOf(octets), findings);
        if (rows.All(r => r.IsEmpty))
        {
            findings.Error(1, 1, "the file is empty", $"take {Examples.PathOf("single-port.csv")} or {Examples.PathOf("port-per-master.csv")} as a pattern");
            return findings.Result(config: null);
        }

        if (DialectChoice.For(rows, findings) is { } dialect)
        {
            return findings.Result(dialect.Read(rows)) with { Names = dialect.Names };
        }

        findings.Error(
            1,
            1,
            "no row shows a dialect: the single-port one begins with 'iec104MM2SS-1port-v1.0', and rows of the port-per-master one have Y or N in their fifth cell",
            $"take {Examples.PathOf("single-port.csv")} or {Examples.PathOf("port-per-master.csv")} as a pattern");
        return findings.Result(config: null);
    }

    // Octets of an old code page become replacement characters: in a comment or a name they do no harm (C3).
    private static string TextOf(ReadOnlySpan<byte> octets) => octets switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(octets),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(octets),
        _ => Encoding.UTF8.GetString(octets),
    };
}
