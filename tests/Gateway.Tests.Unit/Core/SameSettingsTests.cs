using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;

namespace Gateway.Tests.Unit.Core;

/// <summary>Which groups a reload leaves alone (C6).</summary>
[TestClass]
public sealed class SameSettingsTests
{
    private static readonly GroupConfig Group = GroupBench.Config;
    private static readonly MasterPortConfig Port = Group.Ports[0];

    [TestMethod, TestProperty("Rule", "C6")]
    public void The_same_settings_read_twice_are_the_same() =>
        Assert.IsTrue(SameSettings.Are(Group, Group with { Hosts = [.. Group.Hosts], Ports = [.. Group.Ports.Select(p => p with { })], Link = Group.Link with { } }));

    [TestMethod, TestProperty("Rule", "C6")]
    public void One_more_host_is_a_change() => AssertChange(Group with { Hosts = [.. Group.Hosts, new RtuEndpoint(IPAddress.Loopback, 2405)] });

    [TestMethod, TestProperty("Rule", "C6")]
    public void One_more_port_is_a_change() => AssertChange(Group with { Ports = [.. Group.Ports, Port] });

    [TestMethod, TestProperty("Rule", "C6")]
    public void A_setting_of_a_port_is_a_change() => AssertChange(Group with { Ports = [Port with { MaxConnections = Port.MaxConnections + 1 }, .. Group.Ports[1..]] });

    [TestMethod, TestProperty("Rule", "C6")]
    public void A_parameter_of_the_link_is_a_change() => AssertChange(Group with { Link = Group.Link with { T3 = Group.Link.T3 + TimeSpan.FromSeconds(1) } });

    private static void AssertChange(GroupConfig changed)
    {
        Assert.IsFalse(SameSettings.Are(Group, changed));
        Assert.IsFalse(SameSettings.Are(changed, Group));
    }
}
