using System.Net;
using Gateway.Abstractions.Configuration;

namespace Gateway.Tests.Unit.Configuration;

/// <summary>Who may connect (S7).</summary>
[TestClass]
public sealed class AddressFilterTests
{
    [TestMethod, TestProperty("Rule", "S7")]
    [DataRow("10.1.1.9", "10.1.1.9", "10.1.1.8")]
    [DataRow("10.1.1.9/32", "10.1.1.9", "10.1.1.8")]
    [DataRow("10.1.1.9/24", "10.1.1.200", "10.1.2.9")]
    [DataRow("10.1.1.9/25", "10.1.1.127", "10.1.1.128")]
    [DataRow("172.16.5.5/12", "172.31.0.1", "172.32.0.1")]
    [DataRow("10.1.1.9/30", "10.1.1.11", "10.1.1.12")]
    [DataRow("fd00:1::7/32", "fd00:1:ffff::1", "fd00:2::7")]
    [DataRow("2001:db8::9/127", "2001:db8::8", "2001:db8::a")]
    public void A_network_admits_those_that_lie_in_it_host_bits_or_not(string network, string inside, string outside)
    {
        var filter = Filter(network);
        Assert.IsTrue(filter.Admits(IPAddress.Parse(inside)), inside);
        Assert.IsFalse(filter.Admits(IPAddress.Parse(outside)), outside);
    }

    [TestMethod, TestProperty("Rule", "S7")]
    public void An_IPv4_address_that_is_mapped_into_IPv6_counts_as_IPv4()
    {
        Assert.IsTrue(Filter("10.1.1.0/24").Admits(IPAddress.Parse("::ffff:10.1.1.9")));
        Assert.IsTrue(Filter("::ffff:10.1.1.9").Admits(IPAddress.Parse("10.1.1.9")));
    }

    [TestMethod, TestProperty("Rule", "S7")]
    public void A_network_of_length_0_admits_its_own_family_alone()
    {
        Assert.IsTrue(Filter("0.0.0.0/0").Admits(IPAddress.Parse("203.0.113.1")));
        Assert.IsFalse(Filter("0.0.0.0/0").Admits(IPAddress.Parse("2001:db8::1")));
    }

    [TestMethod, TestProperty("Rule", "S7")]
    public void One_of_several_networks_is_enough() =>
        Assert.IsTrue(Filter("10.1.1.9", "10.2.0.0/16").Admits(IPAddress.Parse("10.2.3.4")));

    [TestMethod, TestProperty("Rule", "S7")]
    public void Without_a_filter_everybody_is_admitted_and_with_bad_entries_alone_nobody()
    {
        Assert.IsTrue(AddressFilter.Everybody.Admits(IPAddress.Parse("10.1.1.9")));
        Assert.IsFalse(AddressFilter.Nobody.Admits(IPAddress.Parse("10.1.1.9")));
    }

    private static AddressFilter Filter(params string[] networks) =>
        new([.. networks.Select(n => AddressNetwork.TryParse(n, out var network) ? network : throw new ArgumentException(n, nameof(networks)))]);
}
