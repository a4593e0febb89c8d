using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Asdus;

[TestClass]
public sealed class GoldenAsduTests
{
    public static IEnumerable<object[]> Goldens => GoldenAsdus.All.Select(g => new object[] { g.Octets, g.Text });

    [TestMethod]
    public void There_is_a_golden_ASDU_of_each_type() =>
        CollectionAssert.AreEqual(
            TypeTable.All.Select(e => (byte)e.Type).ToArray(),
            GoldenAsdus.All.Select(g => GoldenAsdus.Octets(g.Octets)[0]).ToArray());

    [TestMethod]
    [DynamicData(nameof(Goldens))]
    public void A_golden_ASDU_reads_as_its_text(string octets, string text)
    {
        var asdu = new AsduView(GoldenAsdus.Octets(octets));
        Assert.IsTrue(TypeTable.Fits(asdu));
        Assert.AreEqual(text, asdu.ToString());
    }

    [TestMethod]
    [DynamicData(nameof(Goldens))]
    public void A_golden_objects_value_is_the_beginning_of_its_text(string octets, string text)
    {
        foreach (var read in new AsduView(GoldenAsdus.Octets(octets)).InformationObjects)
        {
            var value = read.Value;
            Assert.AreEqual(read.Address, value.Address);
            Assert.AreEqual(read.Quality, value.Quality);
            if (value.Kind != Gateway.Iec104.Elements.ElementKind.None) Assert.Contains($"IOA {value.Address} = {value.Text}", text);
        }
    }
}
