using System.Net;
using Gateway.Abstractions.Plugins;

namespace MaintenanceRouting;

/// <summary>Registers the policy <c>maintenance</c>; the addresses stand in <c>maintenance.txt</c> beside the plugin.</summary>
public sealed class MaintenancePlugin : IGatewayPlugin
{
    public void Register(IPluginRegistry registry)
    {
        var file = Path.Combine(Path.GetDirectoryName(typeof(MaintenancePlugin).Assembly.Location)!, "maintenance.txt");
        var addresses = Read(File.ReadLines(file));
        registry.AddRoutingPolicy("maintenance", group => new MaintenancePolicy(group, addresses));
    }

    // What it throws is reported; the gateway runs on without the plugin.
    private static HashSet<IPAddress> Read(IEnumerable<string> lines) =>
        [.. lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Select(ParseAddress)];

    private static IPAddress ParseAddress(string line) =>
        IPAddress.TryParse(line, out var address) ? address : throw new FormatException($"maintenance.txt: '{line}' is no IP address; write one a line");
}
