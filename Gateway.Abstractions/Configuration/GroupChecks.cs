using System.Net;
using System.Net.Sockets;
using Gateway.Iec104.Links;

namespace Gateway.Abstractions.Configuration;

/// <summary>What is allowed but seldom meant (C5), in words that fit every form of file; the loader knows the place.</summary>
public static class GroupChecks
{
    private const int StandardBufferSize = 1000;

    /// <summary>What is taken where a file gives no buffer size, or one below k.</summary>
    public static int BufferSizeFor(int k) => Math.Max(StandardBufferSize, k);

    /// <summary>Parameters of a link that do not go together.</summary>
    public static IEnumerable<SettingDoubt> Doubts(LinkConfig link)
    {
        if (link.W * 3 > link.K * 2)
        {
            yield return new SettingDoubt(
                nameof(LinkConfig.W),
                $"w {link.W} is above two thirds of k {link.K}: the peer may stand still until t2",
                link.K > 1 ? $"take w {link.K * 2 / 3} or less" : "take k 2 or more, and w 1");
        }

        if (link.T2 >= link.T1)
        {
            yield return new SettingDoubt(
                nameof(LinkConfig.T2),
                $"t2 {link.T2.TotalSeconds} is not below t1 {link.T1.TotalSeconds}: an acknowledgement may come too late",
                "take t2 below t1, for example 10 and 15");
        }

        var tested = link.T3 + link.T1;
        if (link.IdleTimeout != Timeout.InfiniteTimeSpan && link.IdleTimeout <= tested)
        {
            yield return new SettingDoubt(
                nameof(LinkConfig.IdleTimeout),
                $"idle time {link.IdleTimeout.TotalSeconds} is not above t3 + t1 = {tested.TotalSeconds}: a quiet connection is closed before TESTFR is confirmed",
                $"take {Math.Floor(tested.TotalSeconds) + 1} or more");
        }
    }

    /// <summary>Hosts at which a group of the same file listens. Which addresses this machine has is not looked up: only what the file shows is told.</summary>
    public static IEnumerable<(GroupConfig Group, RtuEndpoint Host, SettingDoubt Doubt)> Loops(IReadOnlyCollection<GroupConfig> groups)
    {
        var listening = groups.SelectMany(g => g.Ports.Select(p => new Listener(p.Listen, g))).ToLookup(l => l.Listen.Port);
        foreach (var group in groups)
        {
            foreach (var host in group.Hosts.Distinct())
            {
                if (listening[host.Port].FirstOrDefault(l => Reaches(host.Address, l.Listen.Address))?.Group is { } by)
                {
                    yield return (group, host, new SettingDoubt(
                        nameof(GroupConfig.Hosts),
                        $"the RTU at {host} is this gateway's own port {host.Port}, which serves masters of group {by.Id} ({by.Name}): it would connect to itself",
                        "write the RTU's address, or give the masters another port"));
                }
            }
        }
    }

    private static bool Reaches(IPAddress host, IPAddress listening)
    {
        host = AddressNetwork.Unmapped(host);
        listening = AddressNetwork.Unmapped(listening);
        var isThisMachine = IPAddress.IsLoopback(host) || IsAny(host);
        return listening.Equals(IPAddress.IPv6Any) ? isThisMachine
            : listening.Equals(IPAddress.Any) ? isThisMachine && host.AddressFamily == AddressFamily.InterNetwork
            : listening.Equals(host) || (IsAny(host) && IPAddress.IsLoopback(listening));
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private sealed record Listener(IPEndPoint Listen, GroupConfig Group);
}
