using Gateway.Abstractions.Configuration;
using Gateway.Plugins.Csv;

namespace Gateway.Tests.Plugins.Csv;

/// <summary>The files of <c>Csv/corpus</c>, and what is read from one, in lines that can be compared.</summary>
internal static class Corpus
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Csv", "corpus");

    public static byte[] Octets(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static LoadedConfiguration Read(string file) => Read(Octets(file), file);

    public static LoadedConfiguration Read(ReadOnlySpan<byte> octets, string file = "stations.csv") => CsvLoader.Read(octets, new Findings(file));

    /// <summary>The findings as the user sees them, then what runs.</summary>
    public static IEnumerable<string> Lines(LoadedConfiguration loaded) =>
        [.. loaded.Findings.Select(f => f.ToString()), .. loaded.Config is { } config ? Lines(config) : ["nothing can be read"]];

    /// <summary>All that a group says: one line, and where each master has a port of its own one more for each.</summary>
    public static string Line(GroupConfig group)
    {
        var link = group.Link;
        var settings = $"k {link.K}, w {link.W}, t1 {link.T1.TotalSeconds}, t2 {link.T2.TotalSeconds}, t3 {link.T3.TotalSeconds}, buffsize {group.BufferSize}, "
            + $"logevents {(group.LogEvents ? "Y" : "N")}";
        var rtu = $"RTU {group.CommonAddress} at {string.Join(';', group.Hosts)}";
        var idle = $"idletime {link.IdleTimeout.TotalSeconds}";
        if (group.Ports is [{ NewestReplaces: false } port])
        {
            return $"group {group.Id} ({group.Name}): port {port.Listen.Port}, {rtu}, filter {port.Filter}, {settings}, "
                + $"same ip {port.SameAddress.ToString().ToLowerInvariant()}, max conn {port.MaxConnections}, {idle}";
        }

        return string.Join(
            Environment.NewLine,
            group.Ports.Select(MasterLine).Prepend($"group {group.Id} ({group.Name}): {rtu}, {settings}, {idle}, policies {string.Join(", ", group.Policies)}"));
    }

    public static string MasterLine(MasterPortConfig port)
    {
        Assert.IsTrue(port is { MaxConnections: 1, NewestReplaces: true, SameAddress: SameAddressRule.All }, port.Name);
        return $"  master {port.Name}: port {port.Listen.Port}, RTU {port.CommonAddress}, filter {port.Filter}";
    }

    private static IEnumerable<string> Lines(GatewayConfig config)
    {
        foreach (var group in config.Groups)
        {
            foreach (var line in Line(group).Split(Environment.NewLine))
            {
                yield return line;
            }
        }

        if (config.NoGui)
        {
            yield return "nogui";
        }

        if (!config.Time.Servers.IsEmpty || config.Time.UpdateInterval is not null || config.Time.MaxStep != TimeConfig.None.MaxStep)
        {
            yield return $"time from {string.Join(';', config.Time.Servers)} every {(config.Time.UpdateInterval ?? TimeConfig.StandardUpdateInterval).TotalSeconds} s"
                + (config.Time.MaxStep == TimeConfig.None.MaxStep ? "" : $", by {config.Time.MaxStep.TotalSeconds} s at most");
        }
    }
}
