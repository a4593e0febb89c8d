using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>Cells that hold a list of addresses, joined by <c>;</c>. A bad entry is told and left out.</summary>
internal static class AddressCells
{
    /// <summary>Where an RTU is. None: the row cannot be used.</summary>
    /// <param name="misplaced">What to do with an entry that would be good in a filter.</param>
    public static ImmutableArray<RtuEndpoint> Hosts(RowReader read, int cell, string misplaced)
    {
        var hosts = ImmutableArray.CreateBuilder<RtuEndpoint>();
        foreach (var entry in Entries(read.Row[cell]))
        {
            if (RtuEndpoint.TryParse(entry, out var host))
            {
                hosts.Add(host);
            }
            else
            {
                read.Warning(
                    cell,
                    $"hosts entry {Findings.Quoted(entry)} is no IP:PORT; it is left out",
                    AddressNetwork.TryParse(entry, out _) ? misplaced : "write it as 10.1.1.7:2404; names and leading zeros are not read");
            }
        }

        if (hosts.Count == 0)
        {
            read.Error(cell, "hosts has no IP:PORT", "write one or more as 10.1.1.7:2404;10.1.1.8:2404");
        }

        return hosts.ToImmutable();
    }

    /// <summary>Which masters may connect (S7). An empty cell: everybody; none of its entries good: nobody.</summary>
    /// <param name="name">The column's.</param>
    /// <param name="misplaced">What to do with an entry that would be good as an RTU's address.</param>
    public static AddressFilter Filter(RowReader read, int cell, string name, string misplaced)
    {
        var text = read.Row[cell];
        if (text.Length == 0)
        {
            return AddressFilter.Everybody;
        }

        var networks = ImmutableArray.CreateBuilder<AddressNetwork>();
        foreach (var entry in Entries(text))
        {
            if (AddressNetwork.TryParse(entry, out var network))
            {
                networks.Add(network);
            }
            else
            {
                read.Warning(
                    cell,
                    $"{name} entry {Findings.Quoted(entry)} is neither an address nor a network; it is left out",
                    RtuEndpoint.TryParse(entry, out _) ? misplaced : "write it as 10.1.1.7 or 10.1.1.0/24; names and leading zeros are not read");
            }
        }

        if (networks.Count == 0)
        {
            read.Warning(cell, $"no entry of {name} is good: nobody is admitted", "mend it, or leave the cell empty to admit everybody");
        }

        return networks.Count == 0 ? AddressFilter.Nobody : new AddressFilter(networks.ToImmutable());
    }

    private static string[] Entries(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
