using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;

namespace Gateway.Plugins.Csv;

/// <summary>In the port-per-master dialect each master has an RTU number of its own: a file that names its policies must not lose the map (R8).</summary>
internal static class CommonAddressMapCheck
{
    public static void Tell(KeyRows keys, IEnumerable<GroupConfig> groups, Findings findings)
    {
        if (keys.PoliciesLine is not { } line || groups.FirstOrDefault(HasOtherNumbers) is not { } group)
        {
            return;
        }

        var policies = keys.Policies;
        var map = policies.IndexOf(PolicyNames.CommonAddressMap);
        if (map < 0)
        {
            findings.Warning(
                line,
                2,
                $"policies lacks {PolicyNames.CommonAddressMap}: masters of group {group.Id} ({group.Name}) do not know the RTU by their rtu no",
                $"add {PolicyNames.CommonAddressMap} at the end");
        }
        else if (map < Math.Max(policies.IndexOf(PolicyNames.Broadcast), policies.IndexOf(PolicyNames.Reply)))
        {
            // It takes masters away that the policies before it have put on the route.
            findings.Warning(
                line,
                2,
                $"{PolicyNames.CommonAddressMap} stands before a policy that adds masters: what it keeps from one would reach it",
                $"move {PolicyNames.CommonAddressMap} behind {PolicyNames.Broadcast} and {PolicyNames.Reply}");
        }
    }

    private static bool HasOtherNumbers(GroupConfig group) => group.Ports.Any(p => p.CommonAddress != group.CommonAddress);
}
