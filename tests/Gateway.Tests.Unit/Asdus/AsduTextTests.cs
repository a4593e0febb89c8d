using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Asdus;

[TestClass]
public sealed class AsduTextTests
{
    [TestMethod]
    public void A_long_ASDU_is_cut_short_in_a_log()
    {
        var asdu = new AsduView(GoldenAsdus.Octets("01 85 14 00 07 00 E9 03 00 01 00 01 00 01"));
        Assert.AreEqual("M_SP_NA_1 interrogated by station CA 7 IOA 1001 = ON, IOA 1002 = OFF and 3 more", AsduText.Of(asdu, 2));
        Assert.AreEqual("M_SP_NA_1 interrogated by station CA 7 5 objects", AsduText.Of(asdu, 0));
    }

    [TestMethod]
    public void R11_an_ASDU_that_does_not_fit_is_logged_with_its_octets()
    {
        var asdu = new AsduView(GoldenAsdus.Octets("01 02 32 05 07 00 E9 03 00 01"));
        Assert.AreEqual(
            "M_SP_NA_1 cause 50 OA 5 CA 7: M_SP_NA_1 with SQ 0 and N 2 needs 8 octets of objects, not 4: E9030001", asdu.ToString());
    }
}
