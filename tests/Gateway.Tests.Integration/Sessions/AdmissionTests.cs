using System.Net;
using System.Net.Sockets;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104.Stations;
using static Gateway.Tests.Integration.Sessions.SessionBench;
using static Gateway.Tests.Integration.Sessions.WireEnd;

namespace Gateway.Tests.Integration.Sessions;

/// <summary>Who may connect (S7..S9), and how a refusal looks (S12).</summary>
[TestClass]
public sealed class AdmissionTests
{
    [TestMethod, TestProperty("Rule", "S7")]
    public async Task A_filter_with_host_bits_means_its_network()
    {
        await using var rtu = Rtu("127.0.1.76");
        var config = Config(rtu.Local, p => p with { Filter = Filter("127.0.0.9/28") });
        await using var bench = new SessionBench(config);
        Assert.IsTrue(await IsAdmittedAsync("127.0.0.2", config));
        Assert.IsFalse(await IsAdmittedAsync("127.0.0.77", config));
        CollectionAssert.AreEqual(new[] { "refused 127.0.0.77: not in the filter of group 1" }, bench.Lines(GroupEventKind.MasterRefused));
    }

    [TestMethod, TestProperty("Rule", "S7")]
    [DataRow("::9/64", true)]
    [DataRow("fd00::9/8", false)]
    public async Task A_filter_of_IPv6_judges_a_master_that_comes_by_IPv6(string filter, bool admitted)
    {
        AssumeIPv6();
        await using var rtu = Rtu("127.0.1.76");
        var config = Config(rtu.Local, p => OnEveryAddress(p) with { Filter = Filter(filter) });
        await using var bench = new SessionBench(config);
        using var master = await ConnectAsync("::1", new IPEndPoint(IPAddress.IPv6Loopback, config.Ports[0].Listen.Port));
        Assert.AreEqual(admitted, await master.IsServedAsync());
    }

    [TestMethod, TestProperty("Rule", "S7")]
    public async Task On_a_port_of_both_families_an_IPv4_filter_admits_IPv4_and_nobody_of_IPv6()
    {
        AssumeIPv6();
        await using var rtu = Rtu("127.0.1.76");
        var config = Config(rtu.Local, p => OnEveryAddress(p) with { Filter = Filter("127.0.0.9/28") });
        await using var bench = new SessionBench(config);
        Assert.IsTrue(await IsAdmittedAsync("127.0.0.2", config));
        using var master = await ConnectAsync("::1", new IPEndPoint(IPAddress.IPv6Loopback, config.Ports[0].Listen.Port));
        Assert.IsFalse(await master.IsServedAsync());
        CollectionAssert.AreEqual(new[] { "refused ::1: not in the filter of group 1" }, bench.Lines(GroupEventKind.MasterRefused));
    }

    [TestMethod, TestProperty("Rule", "S8")]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_master_from_the_RTUs_own_address_is_refused_unless_the_switch_allows_it(bool allowed)
    {
        await using var rtu = Rtu("127.0.1.77");
        var config = Config(rtu.Local) with { AllowRtuAddress = allowed };
        await using var bench = new SessionBench(config);
        Assert.AreEqual(allowed, await IsAdmittedAsync("127.0.1.77", config));
        Assert.IsTrue(await IsAdmittedAsync("127.0.0.2", config));
        CollectionAssert.AreEqual(
            allowed ? [] : new[] { "refused 127.0.1.77: it is the address of the RTU" }, bench.Lines(GroupEventKind.MasterRefused));
    }

    [TestMethod, TestProperty("Rule", "S9")]
    public async Task One_more_than_max_conn_is_refused_until_another_has_left()
    {
        await using var rtu = Rtu("127.0.1.78");
        var config = Config(rtu.Local, p => p with { MaxConnections = 2 });
        await using var bench = new SessionBench(config);
        var leaving = await ConnectAsync("127.0.0.2", config.Ports[0].Listen);
        using var staying = await ConnectAsync("127.0.0.3", config.Ports[0].Listen);
        Assert.IsTrue(await leaving.IsServedAsync());
        Assert.IsTrue(await staying.IsServedAsync());
        Assert.IsFalse(await IsAdmittedAsync("127.0.0.4", config));
        CollectionAssert.AreEqual(
            new[] { "refused 127.0.0.4: 2 masters are connected, and max conn is 2" }, bench.Lines(GroupEventKind.MasterRefused));

        leaving.Dispose();
        await bench.ToldAsync(GroupEventKind.MasterLeft);
        Assert.IsTrue(await IsAdmittedAsync("127.0.0.4", config));
        Assert.IsTrue(await staying.IsServedAsync());
    }

    [TestMethod, TestProperty("Rule", "S12")]
    public async Task A_refused_master_is_closed_without_an_answer_and_repetitions_are_one_line_more()
    {
        const int Times = 20;
        await using var rtu = Rtu("127.0.1.79");
        var config = Config(rtu.Local, p => p with { Filter = AddressFilter.Nobody });
        await using var bench = new SessionBench(config);
        for (var n = 0; n < Times; n++)
        {
            using var master = await ConnectAsync("127.0.0.66", config.Ports[0].Listen);
            Assert.IsEmpty(await master.EndAsync());
        }

        Assert.AreEqual(Times, bench.Counters.Refused);
        const string First = "refused 127.0.0.66: not in the filter of group 1";
        CollectionAssert.AreEqual(new[] { First }, bench.Lines(GroupEventKind.MasterRefused));

        // The others are told within a minute, or when the group stops.
        await bench.StopAsync();
        CollectionAssert.AreEqual(
            new[] { First, "refused 19 more from 127.0.0.66: not in the filter of group 1" }, bench.Lines(GroupEventKind.MasterRefused));
    }

    private static ControlledStation Rtu(string address) => ControlledStation.Listen(new IPEndPoint(IPAddress.Parse(address), 0));

    private static MasterPortConfig OnEveryAddress(MasterPortConfig port) => port with { Listen = new IPEndPoint(IPAddress.IPv6Any, port.Listen.Port) };

    private static async Task<bool> IsAdmittedAsync(string from, GroupConfig config)
    {
        using var master = await ConnectAsync(from, config.Ports[0].Listen.Port);
        return await master.IsServedAsync();
    }

    private static void AssumeIPv6()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        }
        catch (SocketException e)
        {
            Assert.Inconclusive($"this machine has no IPv6 loopback: {e.Message}");
        }
    }
}
