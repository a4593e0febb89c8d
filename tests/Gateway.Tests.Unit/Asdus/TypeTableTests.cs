using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using static Gateway.Iec104.Asdus.TypeIdentification;

namespace Gateway.Tests.Unit.Asdus;

[TestClass]
public sealed class TypeTableTests
{
    [TestMethod]
    public void The_table_has_each_named_type_and_no_other()
    {
        CollectionAssert.AreEqual(Enum.GetValues<TypeIdentification>(), TypeTable.All.Select(e => e.Type).ToArray());
        for (var type = 0; type <= 255; type++)
        {
            Assert.AreEqual(Enum.IsDefined((TypeIdentification)type), TypeTable.Find((TypeIdentification)type) is not null, $"{type}");
        }
    }

    /// <summary>Counted by hand in 60870-5-101, 7.3, not with our element sizes.</summary>
    [TestMethod]
    public void An_object_has_the_size_that_the_standard_gives_it()
    {
        const string Sizes = """
            1:1 2:4 3:1 4:4 5:2 6:5 7:5 8:8 9:3 10:6 11:3 12:6 13:5 14:8 15:5 16:8 17:6 18:7 19:7 20:5 21:2
            30:8 31:8 32:9 33:12 34:10 35:10 36:12 37:12 38:10 39:11 40:11
            45:1 46:1 47:1 48:3 49:3 50:5 51:4 58:8 59:8 60:8 61:10 62:10 63:12 64:11
            70:1 100:1 101:1 102:0 103:7 104:2 105:1 106:2 107:9 110:3 111:3 112:5 113:1
            120:6 121:7 122:4 123:5 124:4 125:4 126:13 127:16
            """;
        Assert.AreEqual(Sizes.ReplaceLineEndings(" "), string.Join(' ', TypeTable.All.Select(e => $"{(byte)e.Type}:{e.Octets}")));
    }

    [TestMethod]
    public void Only_a_segment_has_a_variable_size() =>
        CollectionAssert.AreEqual(new[] { F_SG_NA_1 }, TypeTable.All.Where(e => e.HasSegment).Select(e => e.Type).ToArray());

    [TestMethod]
    public void Sequences_are_for_untagged_process_information_and_directories() =>
        CollectionAssert.AreEqual(
            new[] { 1, 3, 5, 7, 9, 11, 13, 15, 20, 21, 126 },
            TypeTable.All.Where(e => e.AllowsSequence).Select(e => (int)e.Type).ToArray());

    [TestMethod]
    public void The_time_tag_follows_from_the_mnemonic()
    {
        foreach (var entry in TypeTable.All.Where(e => e.Category == TypeCategory.Process))
        {
            var tag = (byte)entry.Type switch
            {
                2 or 4 or 6 or 8 or 10 or 12 or 14 or 16 or 17 or 18 or 19 => TimeTag.Cp24Time2a,
                (>= 30 and <= 40) or (>= 58 and <= 64) => TimeTag.Cp56Time2a,
                _ => TimeTag.None,
            };
            Assert.AreEqual(tag, entry.TimeTag, entry.Name);
            Assert.AreEqual(tag == TimeTag.Cp56Time2a, entry.Description.Contains("CP56"), entry.Name);
        }

        Assert.AreEqual(TimeTag.Cp56Time2a, TypeTable.Find(C_TS_TA_1)!.TimeTag);
        Assert.AreEqual(TimeTag.None, TypeTable.Find(C_CS_NA_1)!.TimeTag, "a clock command's time is its value");
        Assert.AreEqual(TimeTag.None, TypeTable.Find(F_DR_TA_1)!.TimeTag, "a file's time is when it was made");
    }

    [TestMethod]
    public void Direction_and_category_follow_the_ranges_of_the_standard()
    {
        foreach (var entry in TypeTable.All)
        {
            var (category, direction) = (byte)entry.Type switch
            {
                < 45 => (TypeCategory.Process, TypeDirection.Monitor),
                < 70 => (TypeCategory.Process, TypeDirection.Control),
                70 => (TypeCategory.System, TypeDirection.Monitor),
                < 110 => (TypeCategory.System, TypeDirection.Control),
                < 120 => (TypeCategory.Parameter, TypeDirection.Control),
                126 => (TypeCategory.File, TypeDirection.Monitor),
                127 => (TypeCategory.File, TypeDirection.Control),
                _ => (TypeCategory.File, TypeDirection.Both),
            };
            Assert.AreEqual((category, direction), (entry.Category, entry.Direction), entry.Name);
        }
    }

    [TestMethod]
    public void The_offset_of_an_element_is_the_size_of_those_before_it()
    {
        var entry = TypeTable.Find(M_EP_TE_1)!;
        Assert.AreEqual(0, entry.OffsetOf(ElementKind.Spe));
        Assert.AreEqual(1, entry.OffsetOf(ElementKind.Qdp));
        Assert.AreEqual(2, entry.OffsetOf(ElementKind.Cp16Time2a));
        Assert.AreEqual(4, entry.OffsetOf(ElementKind.Cp56Time2a));
        Assert.AreEqual(-1, entry.OffsetOf(ElementKind.Qds));
        Assert.IsFalse(entry.Has(ElementKind.None));
    }

    [TestMethod]
    public void Each_element_has_a_name_and_only_a_segment_no_size()
    {
        foreach (var kind in Enum.GetValues<ElementKind>().Where(k => k != ElementKind.None))
        {
            Assert.AreNotEqual("", ElementTable.Name(kind), $"{kind}");
            Assert.AreNotEqual("", ElementTable.Abbreviation(kind), $"{kind}");
            Assert.AreEqual(kind == ElementKind.Segment, ElementTable.Octets(kind) == 0, $"{kind}");
        }

        Assert.AreEqual(0, ElementTable.Octets((ElementKind)200));
    }
}
