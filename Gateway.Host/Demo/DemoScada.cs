using System.Collections.Immutable;
using System.Net;
using Gateway.Iec104.Links;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Masters;

namespace Gateway.Host.Demo;

/// <summary>A SCADA system: an address, and a master for each group that it has.</summary>
internal sealed class DemoScada
{
    // The end of the demo waits for acknowledgements.
    private static readonly LinkConfig Link = LinkConfig.Default with { T2 = TimeSpan.FromMilliseconds(500) };

    private readonly ImmutableDictionary<int, DemoMaster> _masters;

    /// <param name="stations">Those that it knows.</param>
    /// <param name="target">Where the group of a station serves masters.</param>
    public DemoScada(string name, string address, IEnumerable<DemoStation> stations, Func<DemoStation, IPEndPoint> target)
    {
        Name = name;
        Address = IPAddress.Parse(address);
        _masters = stations.ToImmutableDictionary(s => s.Id, s => new DemoMaster(
            new MasterConfig { Name = name, Address = s.Number, LocalAddress = Address, Link = Link, Targets = [] }, () => target(s)));
    }

    public string Name { get; }

    public IPAddress Address { get; }

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_masters.Values.Select(m => m.RunAsync(stop)));

    public async Task<string?> InterrogateAsync(DemoStation station, CancellationToken stop) =>
        await _masters[station.Id].InterrogateAsync(stop) is { } result
            ? $"{Name} interrogates {station.Name}: {WordsOf(result.Outcome)}, {result.Objects} points"
            : null;

    /// <summary>Selects and executes.</summary>
    /// <returns>What came of it, in words; null: it is not connected.</returns>
    public async Task<string?> CommandAsync(DemoStation station, DemoOrder order, bool isUndone, CancellationToken stop)
    {
        var command = isUndone ? order.Undo : order.Do;
        if (await _masters[station.Id].CommandAsync(command, stop) is not { } result)
        {
            return null;
        }

        var what = $"{Name} commands {station.Name}: {order.What} {command.Value}:";
        return result.Select == RequestOutcome.Positive
            ? $"{what} selected, {WordsOf(result.Confirmation)}"
            : $"{what} not selected: {WordsOf(result.Confirmation)}";
    }

    /// <summary>Whether it acknowledges what comes from any station.</summary>
    public Task SlumberAsync(bool sleeps) => Task.WhenAll(_masters.Values.Select(m => m.SlumberAsync(sleeps)));

    private static string WordsOf(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Positive => "confirmed",
        RequestOutcome.Negative => "refused",
        RequestOutcome.TimedOut => "no answer",
        RequestOutcome.ConnectionLost => "the connection was lost",
        _ => "unknown to the RTU",
    };
}
