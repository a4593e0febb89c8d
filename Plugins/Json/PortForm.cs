using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Gateway.Abstractions.Configuration;
using Gateway.Iec104;

namespace Gateway.Plugins.Json;

/// <summary>A port of a group: one for many masters, or one for each master under a common address of its own.</summary>
internal static class PortForm
{
    private const int MostConnections = 255;
    private const string FilterExample = "[\"10.1.1.7\", \"10.1.2.0/24\"]";

    /// <param name="name">The group's.</param>
    /// <param name="address">The RTU's.</param>
    public static MasterPortConfig Read(ObjectReader port, string name, CommonAddress address)
    {
        var config = new MasterPortConfig
        {
            Listen = ReadListen(port),
            Name = port.Text(Names.Name, "\"SCADA A\"", name),
            CommonAddress = GroupForm.ReadAddress(port, address),
            Filter = ReadFilter(port),
            MaxConnections = ReadConnections(port),
            SameAddress = port.Word(Names.SameAddress, Defaults.Port.SameAddress),
            NewestReplaces = port.YesNo(Names.NewestReplaces, Defaults.Port.NewestReplaces),
        };
        port.End();
        return config;
    }

    private static IPEndPoint ReadListen(ObjectReader port)
    {
        var number = port.RequiredNumber(Names.Port, 1, IPEndPoint.MaxPort, "2404");
        if (port.Find(Names.Listen) is { } value && port.TextOf(value, Names.Listen, "\"10.1.1.5\"") is { } text)
        {
            if (!text.Contains('/', StringComparison.Ordinal) && AddressNetwork.TryParse(text, out var host))
            {
                return new IPEndPoint(host.Address, number);
            }

            port.Error(value.Offset, $"{Names.Listen} {Findings.Quoted(text)} is no IP address", "write one of this machine's, for example \"10.1.1.5\"; or leave it out to listen on all");
        }

        return new IPEndPoint(Defaults.AnyAddress, number);
    }

    // More than the highest number is no reason to have no master at all.
    private static int ReadConnections(ObjectReader port)
    {
        if (port.Find(Names.MaxConnections) is { Kind: JsonValueKind.Number } value && int.TryParse(value.Text, out var number) && number > MostConnections)
        {
            port.Findings.Warning(value.Offset, $"{Names.MaxConnections} {number} is above {MostConnections}; {MostConnections} is taken", $"write a whole number from 1 to {MostConnections}");
            return MostConnections;
        }

        return port.Number(Names.MaxConnections, 1, MostConnections, Defaults.Port.MaxConnections);
    }

    private static AddressFilter ReadFilter(ObjectReader port)
    {
        if (port.Find(Names.Filter) is not { } value)
        {
            return AddressFilter.Everybody;
        }

        if (value is { Kind: JsonValueKind.String, Text: Names.Nobody })
        {
            return AddressFilter.Nobody;
        }

        if (port.List(Names.Filter, FilterExample) is not { } list)
        {
            return AddressFilter.Nobody;
        }

        if (list.Count == 0)
        {
            port.Findings.Warning(value.Offset, $"{Names.Filter} is empty: everybody is admitted", $"leave it out to admit everybody; \"{Names.Nobody}\" admits nobody");
            return AddressFilter.Everybody;
        }

        var networks = ReadNetworks(port, list);
        if (networks.IsEmpty)
        {
            port.Findings.Warning(value.Offset, $"no entry of {Names.Filter} is good: nobody is admitted", "mend it, or leave it out to admit everybody");
        }

        return networks.IsEmpty ? AddressFilter.Nobody : new AddressFilter(networks);
    }

    private static ImmutableArray<AddressNetwork> ReadNetworks(ObjectReader port, List<JsonItem> list)
    {
        var networks = ImmutableArray.CreateBuilder<AddressNetwork>();
        foreach (var item in list)
        {
            if (port.TextOf(item, $"{Names.Filter} entry", "\"10.1.1.7\"") is not { } text)
            {
                continue;
            }

            if (AddressNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else
            {
                port.Findings.Warning(
                    item.Offset,
                    $"{Names.Filter} entry {Findings.Quoted(text)} is neither an address nor a network; it is left out",
                    RtuEndpoint.TryParse(text, out _) ? $"if it is the RTU's, move it to the group's {Names.Hosts}" : "write it as 10.1.1.7 or 10.1.1.0/24; names and leading zeros are not read");
            }
        }

        return networks.ToImmutable();
    }
}
