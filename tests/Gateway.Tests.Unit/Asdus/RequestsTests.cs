using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Tests.Unit.Asdus;

[TestClass]
public sealed class RequestsTests
{
    private static readonly CommonAddress Ca = new(7);
    private static readonly Cp56Time2a Time = new(new DateTime(2026, 11, 21, 10, 0, 0, 123));

    [TestMethod]
    public void Requests_have_their_octets()
    {
        AssertHex("64 01 06 00 07 00 00 00 00 14", Requests.Interrogation(new byte[249], Ca, Qoi.Station));
        AssertHex("65 01 06 00 07 00 00 00 00 05", Requests.CounterInterrogation(new byte[249], Ca, new Qcc(Qcc.General)));
        AssertHex("66 01 05 00 07 00 E9 03 00", Requests.Read(new byte[249], Ca, At(1001)));
        AssertHex("67 01 06 00 07 00 00 00 00 7B 00 00 0A D5 0B 1A", Requests.ClockSynchronization(new byte[249], Ca, Time));
        AssertHex("68 01 06 00 07 00 00 00 00 AA 55", Requests.Test(new byte[249], Ca));
        AssertHex("6B 01 06 00 07 00 00 00 00 01 02 7B 00 00 0A D5 0B 1A", Requests.Test(new byte[249], Ca, new Tsc(513), Time));
        AssertHex("69 01 06 00 07 00 00 00 00 01", Requests.ResetProcess(new byte[249], Ca, Qrp.Process));
        AssertHex("2D 01 06 00 07 00 B8 0B 00 81", Requests.Command(new byte[249], Ca, At(3000), new Sco(isOn: true, Qoc.Select)));
        AssertHex("2E 01 06 00 07 00 B8 0B 00 02", Requests.Command(new byte[249], Ca, At(3000), new Dco(DoubleCommand.On)));
        AssertHex("2F 01 06 00 07 00 B8 0B 00 01", Requests.Command(new byte[249], Ca, At(3000), new Rco(StepCommand.Lower)));
        AssertHex("3A 01 06 00 07 00 B8 0B 00 01 7B 00 00 0A D5 0B 1A", Requests.Command(new byte[249], Ca, At(3000), new Sco(isOn: true), Time));
        AssertHex("30 01 06 00 07 00 B8 0B 00 00 40 00", Requests.SetPoint(new byte[249], Ca, At(3000), Nva.From(0.5)));
        AssertHex("31 01 06 00 07 00 B8 0B 00 F4 01 80", Requests.SetPoint(new byte[249], Ca, At(3000), new Sva(500), Qos.Select));
        AssertHex("32 01 06 00 07 00 B8 0B 00 00 00 48 41 00", Requests.SetPoint(new byte[249], Ca, At(3000), new ShortFloat(12.5f)));
    }

    private static InformationObjectAddress At(uint address) => new(address);

    private static void AssertHex(string expected, AsduView asdu) =>
        Assert.AreEqual(expected.Replace(" ", ""), Convert.ToHexString(asdu.Octets));
}
