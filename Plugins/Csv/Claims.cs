using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>What only one row of a file may have, and which row has it: ids, listening ports; RTUs, of which most serve one connection.</summary>
internal sealed class Claims
{
    private readonly Dictionary<string, Owner> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Owner> _ports = [];
    private readonly Dictionary<RtuEndpoint, Owner> _endpoints = [];
    private readonly Dictionary<string, (RowReader Read, int Cell)> _hosts = new(StringComparer.Ordinal);

    /// <summary>An id that a row before has is an error.</summary>
    public void CheckId(RowReader read, int cell, string id) => CheckFree(read, cell, $"id {id}", "an id", id, _ids);

    /// <summary>A port that a row before has is an error.</summary>
    public void CheckPort(RowReader read, int cell, int port) => CheckFree(read, cell, $"port {port}", "a port", port, _ports);

    public void TakeId(string id, int line, string name) => _ids[id] = new Owner(line, name);

    public void TakePort(int port, int line, string name) => _ports[port] = new Owner(line, name);

    /// <summary>An RTU that is named twice, or that a group before has, is a warning (C5).</summary>
    public void TakeHosts(RowReader read, int cell, ImmutableArray<RtuEndpoint> hosts, string name)
    {
        foreach (var twice in hosts.GroupBy(h => h).Where(g => g.Count() > 1))
        {
            read.Warning(cell, $"hosts names {twice.Key} more than once", "once is enough: the search begins anew after the last one");
        }

        foreach (var shared in hosts.Distinct().Where(_endpoints.ContainsKey).GroupBy(h => _endpoints[h]))
        {
            read.Warning(
                cell,
                $"the RTU at {string.Join(", ", shared)} is that of row {shared.Key.Line} ({shared.Key.Name}), too; most RTUs serve one connection only",
                "give each group an RTU of its own");
        }

        _hosts[read.Row[1]] = (read, cell);
        foreach (var host in hosts)
        {
            _ = _endpoints.TryAdd(host, new Owner(read.Row.Line, name));
        }
    }

    /// <summary>An RTU that is a port of ours is a warning. Asked once, when all rows are read: the port may stand behind it.</summary>
    public void TellLoops(IReadOnlyCollection<GroupConfig> groups)
    {
        foreach (var (group, _, doubt) in GroupChecks.Loops(groups))
        {
            var (read, cell) = _hosts[group.Id];
            read.Warning(cell, doubt.Message, doubt.Advice);
        }
    }

    private static void CheckFree<T>(RowReader read, int cell, string what, string another, T value, Dictionary<T, Owner> taken)
        where T : notnull
    {
        if (taken.TryGetValue(value, out var by))
        {
            read.Error(cell, $"{what} is taken by row {by.Line} ({by.Name})", $"give this row {another} of its own");
        }
    }

    private sealed record Owner(int Line, string Name);
}
