using System.Net;
using System.Text;
using Gateway.Simulator.Files;
using Gateway.Simulator.Rtus;

namespace Gateway.Tests.Simulator.Files;

/// <summary>A folder with an RTU file and signal files, as a user keeps them.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Directory.CreateDirectory(Path.Combine(Root, "data"));

    public string Root { get; } = Path.Combine(Path.GetTempPath(), $"iec104-sim-{Guid.NewGuid():N}");

    public string RtuPath => Path.Combine(Root, RtuFile.DefaultName);

    public static string One => "301,Y,31,301,1,0,,,,,,breaker\n";

    public TestFolder WithSignals(string text, string name = "io.csv")
    {
        File.WriteAllText(Path.Combine(Root, "data", name), text);
        return this;
    }

    public TestFolder WithRtus(string text) => WithRtus(Encoding.UTF8.GetBytes(text));

    public TestFolder WithRtus(byte[] octets)
    {
        File.WriteAllBytes(RtuPath, octets);
        return this;
    }

    public RtuFileContent Read() => RtuFile.Read(Root, IPAddress.Loopback);

    /// <summary>The signals alone, and what was found, without the folder's name.</summary>
    public static (RtuSignals Signals, string[] Findings) ReadSignals(string text)
    {
        using var folder = new TestFolder().WithSignals(text);
        var findings = new List<FileFinding>();
        var signals = SignalFile.Read(Path.Combine(folder.Root, "data", "io.csv"), findings);
        return (signals!, folder.Texts(findings));
    }

    public string[] Texts(IEnumerable<FileFinding> findings) =>
        [.. findings.Select(f => f.ToString().Replace(Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace('\\', '/'))];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
