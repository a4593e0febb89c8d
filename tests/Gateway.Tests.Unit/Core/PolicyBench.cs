using Gateway.Abstractions.Routing;

namespace Gateway.Tests.Unit.Core;

/// <summary>A group with policies before or behind the standard ones, and two masters that are started.</summary>
internal static class PolicyBench
{
    public static (GroupBench Bench, FakeMaster[] Masters) Running((string, IRoutingPolicy)? first = null, (string, IRoutingPolicy)? last = null)
    {
        var bench = new GroupBench(before: first is { } f ? [f] : [], after: last is { } l ? [l] : []);
        return (bench, Start(bench, 2));
    }

    public static FakeMaster[] Start(GroupBench bench, int masters)
    {
        bench.Connect();
        FakeMaster[] all = [.. Enumerable.Range(0, masters).Select(_ => bench.Master()!.Start())];
        bench.RtuStarts();
        foreach (var master in all)
        {
            master.Confirm(1);
        }

        return all;
    }
}
