using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Fuzz;

/// <summary>No octets make the ASDU model throw, or read outside of them.</summary>
[TestClass]
public sealed class AsduFuzzTests
{
    private const int Inputs = 1_000_000;
    private const int TextEach = 16;

    [TestMethod, TestProperty("Rule", "R11")]
    public void Any_octets_can_be_looked_at()
    {
        var random = FuzzRuns.Random();
        var maker = new OctetMaker(random);
        var fits = 0;
        var count = FuzzRuns.Count(Inputs);
        for (var input = 0; input < count; input++)
        {
            var asdu = new AsduView(maker.Asdu());
            fits += TypeTable.Fits(asdu) ? 1 : 0;
            _ = RequestKey.Mirrored(asdu);
            _ = RequestKey.Answered(asdu);
            _ = RequestSelect.IsSelect(asdu);
            var objects = 0;
            foreach (var o in asdu.InformationObjects)
            {
                objects += o.Address.Value <= InformationObjectAddress.Max ? 1 : 0;
            }

            Assert.AreEqual(asdu.InformationObjects.Count, objects);
            if (input % TextEach == 0)
            {
                Assert.IsNotEmpty(asdu.ToString());
            }
        }

        Assert.IsInRange(count / 4, count - (count / 16), fits);
    }
}
