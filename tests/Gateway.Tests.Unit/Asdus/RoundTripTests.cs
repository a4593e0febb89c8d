using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Tests.Unit.Asdus;

/// <summary>Reading and writing are exact for all octets, reserved bits among them.</summary>
[TestClass]
public sealed class RoundTripTests
{
    public static IEnumerable<object[]> Types => TypeTable.All.Select(e => new object[] { e.Type });

    [TestMethod]
    public void Each_kind_of_element_has_its_type() =>
        CollectionAssert.AreEquivalent(
            Enum.GetValues<ElementKind>().Where(k => k is not (ElementKind.None or ElementKind.Segment)).ToArray(),
            ElementRewriter.Kinds.ToArray());

    [TestMethod]
    public void An_element_survives_with_each_value_of_each_octet()
    {
        foreach (var kind in ElementRewriter.Kinds)
        {
            var random = new Random((int)kind);
            var octets = new byte[ElementTable.Octets(kind)];
            for (var place = 0; place < octets.Length; place++)
            {
                for (var value = 0; value <= 255; value++)
                {
                    random.NextBytes(octets);
                    octets[place] = (byte)value;
                    CollectionAssert.AreEqual(octets, ElementRewriter.Rewrite(kind, octets), $"{kind} {Convert.ToHexString(octets)}");
                    Assert.IsNotNull(ElementTable.Text(kind, octets));
                }
            }
        }
    }

    [TestMethod]
    public void An_element_of_two_octets_survives_with_every_value()
    {
        foreach (var kind in ElementRewriter.Kinds.Where(k => ElementTable.Octets(k) == 2))
        {
            for (var value = 0; value <= ushort.MaxValue; value++)
            {
                byte[] octets = [(byte)value, (byte)(value >> 8)];
                CollectionAssert.AreEqual(octets, ElementRewriter.Rewrite(kind, octets));
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void Random_octets_of_each_type_read_and_written_are_the_same(TypeIdentification type)
    {
        var entry = TypeTable.Find(type)!;
        var random = new Random((int)type);
        foreach (var isSequence in new[] { false, true })
        {
            for (var round = 0; round < 20; round++)
            {
                var count = random.Next(1, RandomAsdus.MaxCount(entry, isSequence) + 1);
                var octets = RandomAsdus.Of(entry, count, isSequence, random);
                // Addresses count up without turning over.
                if (isSequence) octets[8] &= 0x7F;
                CollectionAssert.AreEqual(octets, Rewrite(octets, entry));
            }
        }
    }

    private static byte[] Rewrite(byte[] octets, TypeEntry entry)
    {
        var asdu = new AsduView(octets);
        var writer = new AsduWriter(new byte[AsduView.MaxOctets], asdu.Head);
        foreach (var read in asdu.InformationObjects)
        {
            var rest = read.Octets.ToArray();
            var elements = new List<byte>();
            foreach (var kind in entry.Elements)
            {
                var size = kind == ElementKind.Segment ? rest.Length : ElementTable.Octets(kind);
                elements.AddRange(ElementRewriter.Rewrite(kind, rest[..size]));
                rest = rest[size..];
            }

            Assert.IsEmpty(rest);
            Assert.IsGreaterThan(0, writer.Room);
            writer.AddOctets(read.Address, elements.ToArray());
        }

        return writer.Asdu.Octets.ToArray();
    }
}
