using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace MaintenanceRouting.Tests;

[TestClass]
public sealed class MaintenancePolicyTests
{
    private static readonly MasterId Commissioned = new(1);
    private static readonly MasterId Operating = new(2);
    private readonly MaintenancePolicy _policy = new(new GroupOfTwo(), new HashSet<IPAddress> { IPAddress.Parse("10.1.1.50") });

    [TestMethod]
    public void A_master_under_commissioning_commands_nothing()
    {
        Assert.AreEqual(DropReason.Policy, Route(Commissioned, Command()));
    }

    [TestMethod]
    public void It_may_interrogate()
    {
        Assert.AreEqual(DropReason.None, Route(Commissioned, Requests.Interrogation(new byte[AsduView.MaxOctets], new CommonAddress(1), new Qoi(20))));
    }

    [TestMethod]
    public void Another_master_commands_as_ever()
    {
        Assert.AreEqual(DropReason.None, Route(Operating, Command()));
    }

    private DropReason Route(MasterId from, in AsduView asdu)
    {
        var route = new MasterRoute(from);
        _policy.FromMaster(asdu, ref route);
        return route.Drop;
    }

    private static AsduView Command() =>
        Requests.Command(new byte[AsduView.MaxOctets], new CommonAddress(1), new InformationObjectAddress(2001), new Sco(isOn: true));

    private sealed class GroupOfTwo : IGroupView
    {
        public GroupConfig Config => throw new NotSupportedException();

        public MasterPortConfig PortOf(MasterId master) => throw new NotSupportedException();

        public IPEndPoint AddressOf(MasterId master) => new(IPAddress.Parse(master == Commissioned ? "10.1.1.50" : "10.1.1.51"), 50_000);
    }
}
