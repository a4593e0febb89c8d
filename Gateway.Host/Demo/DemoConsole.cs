using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Demo;

/// <summary>What the demo says on the console.</summary>
internal static class DemoConsole
{
    /// <summary>Something has happened.</summary>
    public static void Tell(string what) => Console.Out.WriteLine($"{DateTime.Now:HH:mm:ss}  {what}");

    /// <summary>What runs, and where it is.</summary>
    /// <param name="page">The page's address, or why there is none.</param>
    /// <param name="log">The folder.</param>
    public static void Introduce(GatewayConfig config, string page, string log)
    {
        var width = config.Groups.Max(g => g.Name.Length);
        Console.Out.WriteLine("A gateway, simulated RTUs and masters in this process; no configuration, and nothing leaves this machine.");
        Console.Out.WriteLine();
        Console.Out.WriteLine($"   {"group".PadRight(width)}   RTU                   masters connect to");
        foreach (var (group, station) in config.Groups.Zip(DemoStations.All))
        {
            Console.Out.WriteLine($"{group.Id,2} {group.Name.PadRight(width)}   {group.Hosts[0],-19}   {group.Ports[0].Listen}, RTU number {group.CommonAddress}{(station.IsDown ? "; its RTU is down" : "")}");
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine($"Masters: 127.0.0.2 (old SCADA) and 127.0.0.3 (new SCADA) in every group, 127.0.0.4 (slow) in {DemoStations.Busy}.");
        Console.Out.WriteLine($"Page:    {page}");
        Console.Out.WriteLine($"Log:     {log}");
        Console.Out.WriteLine("'iec104-gateway status' in another terminal tells the same. Ctrl-C ends it.");
        Console.Out.WriteLine();
    }
}
