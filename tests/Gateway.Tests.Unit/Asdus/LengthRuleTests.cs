using Gateway.Iec104.Asdus;
using static Gateway.Iec104.Asdus.TypeIdentification;

namespace Gateway.Tests.Unit.Asdus;

/// <summary>
/// R11: an ASDU of a known type whose length does not fit its VSQ. Only lengths are judged (SQ 0: N x (3 + size);
/// SQ 1: 3 + N x size; N at least 1; a segment of a file: LOS is the rest): unusual SQ, N or COT are no fault.
/// </summary>
[TestClass]
public sealed class LengthRuleTests
{
    public static IEnumerable<object[]> Types => TypeTable.All.Select(e => new object[] { e.Type });

    [TestMethod, TestProperty("Rule", "R11")]
    [DynamicData(nameof(Types))]
    public void R11_the_right_length_fits_with_either_SQ_and_any_N(TypeIdentification type)
    {
        var entry = TypeTable.Find(type)!;
        var random = new Random((int)type);
        foreach (var isSequence in new[] { false, true })
        {
            for (var count = 1; count <= RandomAsdus.MaxCount(entry, isSequence); count++)
            {
                var asdu = new AsduView(RandomAsdus.Of(entry, count, isSequence, random));
                Assert.IsTrue(TypeTable.Fits(asdu), asdu.ToString());
                Assert.IsFalse(TypeTable.TryGetFault(asdu, out _));
            }
        }
    }

    [TestMethod, TestProperty("Rule", "R11")]
    [DynamicData(nameof(Types))]
    public void R11_one_octet_less_or_more_does_not_fit(TypeIdentification type)
    {
        var entry = TypeTable.Find(type)!;
        foreach (var isSequence in new[] { false, true })
        {
            var octets = RandomAsdus.Of(entry, 3, isSequence, new Random((int)type));
            AssertFault([.. octets, 0x00], octets.Length - AsduHead.Octets);
            // A view has 9 octets at least; shorter ones are the link's to refuse (L6).
            if (octets.Length > AsduView.MinOctets) AssertFault(octets[..^1], octets.Length - AsduHead.Octets);
        }
    }

    [TestMethod, TestProperty("Rule", "R11")]
    [DynamicData(nameof(Types))]
    public void R11_another_N_does_not_fit(TypeIdentification type)
    {
        var entry = TypeTable.Find(type)!;
        foreach (var isSequence in new[] { false, true })
        {
            var octets = RandomAsdus.Of(entry, 3, isSequence, new Random((int)type));
            // N says nothing of the length of a segment, nor of a sequence of objects without elements.
            var isJudged = !entry.HasSegment && !(isSequence && entry.Octets == 0);
            foreach (var count in new[] { 2, 4, 127 })
            {
                octets[1] = new VariableStructureQualifier(count, isSequence).Octet;
                Assert.AreEqual(!isJudged, TypeTable.Fits(new AsduView(octets)), $"N {count}");
            }
        }
    }

    [TestMethod, TestProperty("Rule", "R11")]
    [DynamicData(nameof(Types))]
    public void R11_N_0_does_not_fit(TypeIdentification type)
    {
        var entry = TypeTable.Find(type)!;
        foreach (var isSequence in new[] { false, true })
        {
            var octets = RandomAsdus.Of(entry, 1, isSequence, new Random((int)type));
            octets[1] &= 0x80;
            AssertFault(octets, expected: null);
        }
    }

    [TestMethod, TestProperty("Rule", "R11")]
    public void R11_a_sequence_without_elements_does_not_fit()
    {
        var asdu = new AsduView(GoldenAsdus.Octets("01 80 03 00 07 00 01 00 00"));
        Assert.IsFalse(TypeTable.Fits(asdu));
    }

    [TestMethod, TestProperty("Rule", "R11")]
    public void R11_LOS_is_the_rest_of_a_segment()
    {
        var octets = GoldenAsdus.Octets("7D 01 0D 00 07 00 84 03 00 02 00 01 03 01 02 03");
        Assert.IsTrue(TypeTable.Fits(new AsduView(octets)));
        octets[12] = 2;
        AssertFault(octets, 9);
        octets[12] = 4;
        AssertFault(octets, 11);
        AssertFault(octets[..12], 7);
        AssertFault(octets[..9], 7);
    }

    [TestMethod, TestProperty("Rule", "R11")]
    public void R11_an_empty_segment_fits() =>
        Assert.IsTrue(TypeTable.Fits(new AsduView(GoldenAsdus.Octets("7D 01 0D 00 07 00 84 03 00 02 00 01 00"))));

    [TestMethod, TestProperty("Rule", "R11")]
    public void R11_a_directory_with_SQ_1_fits()
    {
        var octets = RandomAsdus.Of(TypeTable.Find(F_DR_TA_1)!, 5, isSequence: true, new Random(1));
        Assert.IsTrue(TypeTable.Fits(new AsduView(octets)));
    }

    [TestMethod, TestProperty("Rule", "R11")]
    public void R11_an_unknown_type_always_fits()
    {
        for (var type = 0; type <= 255; type++)
        {
            if (TypeTable.Find((TypeIdentification)type) is not null) continue;
            byte[] octets = [(byte)type, 0x00, 3, 0, 7, 0, 1, 0, 0, 0xFF, 0xFF];
            Assert.IsTrue(TypeTable.Fits(new AsduView(octets)), $"{type}");
        }
    }

    [TestMethod, TestProperty("Rule", "R11")]
    public void R11_the_fault_says_what_was_expected()
    {
        Assert.IsTrue(TypeTable.TryGetFault(new AsduView(GoldenAsdus.Octets("0D 02 03 00 07 00 64 00 00 00 00 00 00 00")), out var fault));
        Assert.AreEqual("M_ME_NC_1 with SQ 0 and N 2 needs 16 octets of objects, not 8", fault.ToString());
    }

    [TestMethod, TestProperty("Rule", "R11")]
    public void R11_judging_allocates_nothing()
    {
        var octets = GoldenAsdus.Octets("0D 01 03 00 07 00 64 00 00 00 00 00 00 00");
        var fits = TypeTable.Fits(new AsduView(octets));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) fits &= TypeTable.Fits(new AsduView(octets));
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsTrue(fits);
    }

    private static void AssertFault(byte[] octets, int? expected)
    {
        var asdu = new AsduView(octets);
        Assert.IsFalse(TypeTable.Fits(asdu));
        Assert.IsTrue(TypeTable.TryGetFault(asdu, out var fault));
        Assert.AreEqual(new LengthFault(asdu.Type, asdu.Vsq, expected, asdu.Objects.Length), fault);
        Assert.AreEqual(0, asdu.InformationObjects.Count);
    }
}
