using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104.Stations;
using static Gateway.Tests.Integration.Sessions.SessionBench;
using static Gateway.Tests.Integration.Sessions.WireEnd;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>A newer connection against an older one: on a port of one master (S9), and from the same address (S10).</summary>
[TestClass]
public sealed class ReplacingTests
{
    [TestMethod, TestProperty("Rule", "S9")]
    public async Task On_a_port_of_one_master_the_newer_connection_replaces_a_half_open_one()
    {
        await using var rtu = Rtu();
        var config = Config(rtu.Local, p => p with { MaxConnections = 1, NewestReplaces = true });
        await using var bench = new SessionBench(config);

        // Started, and then it says and reads nothing more: a cut line looks like that.
        using var halfOpen = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        await halfOpen.StartAsync();
        using var newer = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        await newer.StartAsync();
        CollectionAssert.AreEqual(new[] { "closed: a newer connection takes its place" }, bench.Lines(GroupEventKind.MasterClosed));
        rtu.Set(StationAddress, new Iec104.InformationObjectAddress(1), isOn: true);
        StringAssert.StartsWith(await newer.ApduAsync(), "68 15 02 00 00 00 1E 01 03 00 07 00 01 00 00 01");
        Assert.IsEmpty(await halfOpen.EndAsync());
    }

    [TestMethod, TestProperty("Rule", "S9"), TestProperty("Rule", "S10")]
    public async Task Who_is_not_in_the_filter_replaces_nobody()
    {
        await using var rtu = Rtu();
        var config = Config(rtu.Local, p => p with { MaxConnections = 1, NewestReplaces = true, Filter = Filter("127.0.0.2") });
        await using var bench = new SessionBench(config);
        using var master = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        Assert.IsTrue(await master.IsServedAsync());
        using var stranger = await ConnectAsync("127.0.0.66", config.Ports[0].Listen);
        Assert.IsFalse(await stranger.IsServedAsync());
        Assert.IsTrue(await master.IsServedAsync());
    }

    [TestMethod, TestProperty("Rule", "S10")]
    [DataRow(SameAddressRule.All, true, true)]
    [DataRow(SameAddressRule.Old, true, false)]
    [DataRow(SameAddressRule.New, false, true)]
    public async Task A_second_connection_from_one_address_is_accepted_refused_or_takes_the_place_of_the_first(
        SameAddressRule rule, bool firstStays, bool secondStays)
    {
        await using var rtu = Rtu();
        var config = Config(rtu.Local, p => p with { SameAddress = rule });
        await using var bench = new SessionBench(config);
        using var first = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        using var other = await ConnectAsync("127.0.0.3", config.Ports[0].Listen);
        Assert.IsTrue(await first.IsServedAsync());
        Assert.IsTrue(await other.IsServedAsync());
        using var second = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        Assert.AreEqual(secondStays, await second.IsServedAsync());
        Assert.AreEqual(firstStays, await first.IsServedAsync());
        Assert.IsTrue(await other.IsServedAsync());
        CollectionAssert.AreEqual(
            secondStays ? [] : new[] { "refused 127.0.0.2: it is connected already, and the rule for the same IP is old" },
            bench.Lines(GroupEventKind.MasterRefused));
    }

    [TestMethod, TestProperty("Rule", "S10")]
    public async Task Nothing_is_closed_when_a_later_check_refuses()
    {
        await using var rtu = Rtu();
        var config = Config(rtu.Local, p => p with { SameAddress = SameAddressRule.New, MaxConnections = 1 });
        await using var bench = new SessionBench(config);
        using var first = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        Assert.IsTrue(await first.IsServedAsync());
        using var tooMany = await ConnectAsync("127.0.0.3", config.Ports[0].Listen);
        Assert.IsFalse(await tooMany.IsServedAsync());
        Assert.IsTrue(await first.IsServedAsync());

        // In place of its own older connection it is not one more.
        using var again = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        Assert.IsTrue(await again.IsServedAsync());
        Assert.IsFalse(await first.IsServedAsync());
    }

    private static ControlledStation Rtu() => ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.80"), 0));
}
