using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Services;

/// <summary>What a configuration needs that an ordinary user may not.</summary>
/// <param name="LowPorts">It listens on a port below 1024.</param>
/// <param name="Clock">It sets the machine's clock.</param>
internal sealed record ServiceNeeds(bool LowPorts, bool Clock)
{
    public static readonly ServiceNeeds None = new(LowPorts: false, Clock: false);

    private const int FirstFreePort = 1024;

    /// <param name="config">The file; null: it cannot be read yet.</param>
    /// <param name="arguments">What the service is started with; a time server may stand there.</param>
    public static ServiceNeeds Of(GatewayConfig? config, IReadOnlyList<string> arguments) => new(
        config?.Groups.Any(g => g.Ports.Any(p => p.Listen.Port is > 0 and < FirstFreePort)) == true,
        config?.Time.Servers.IsEmpty == false || arguments.Any(a => a is "-s" or "--ntp_server"));
}
