using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Tests.Unit.Asdus;

[TestClass]
public sealed class InformationObjectsTests
{
    [TestMethod]
    public void With_SQ_0_each_object_carries_its_address() =>
        Assert.AreEqual("1001:ON 7:OFF 16777215:ON ", Show("01 03 03 00 07 00 E9 03 00 01 07 00 00 00 FF FF FF 01"));

    [TestMethod]
    public void With_SQ_1_addresses_count_up() =>
        Assert.AreEqual("1001:ON 1002:OFF 1003:ON ", Show("01 83 14 00 07 00 E9 03 00 01 00 01"));

    [TestMethod]
    public void Addresses_that_count_up_turn_over_behind_the_last_one() =>
        Assert.AreEqual("16777215:ON 0:OFF ", Show("01 82 14 00 07 00 FF FF FF 01 00"));

    [TestMethod]
    [DataRow("01 02 03 00 07 00 E9 03 00 01", DisplayName = "too short")]
    [DataRow("01 00 03 00 07 00 E9 03 00 01", DisplayName = "N 0")]
    [DataRow("C8 01 03 00 07 00 E9 03 00 01", DisplayName = "unknown type")]
    public void What_does_not_fit_or_is_unknown_has_no_objects(string hex) => Assert.AreEqual("", Show(hex));

    [TestMethod]
    public void An_element_is_asked_for_by_its_type()
    {
        var read = new AsduView(GoldenAsdus.Octets("24 01 03 00 07 00 E9 03 00 52 B8 47 42 41 7B 00 00 0A D5 0B 1A")).InformationObjects[0];
        Assert.AreEqual(49.93f, read.Get<ShortFloat>().Value);
        Assert.AreEqual(Quality.Overflow | Quality.NotTopical, read.Quality);
        Assert.AreEqual(10, read.Time56!.Value.Hour);
        Assert.IsNull(read.Time24);
        Assert.IsFalse(read.TryGet(out Siq _));
        Assert.IsTrue(read.Segment.IsEmpty);
    }

    [TestMethod]
    public void An_element_that_the_type_lacks_is_our_callers_mistake()
    {
        var octets = GoldenAsdus.Octets("01 01 03 00 07 00 E9 03 00 01");
        var e = Assert.ThrowsExactly<InvalidOperationException>(() => new AsduView(octets).InformationObjects[0].Get<Qds>());
        Assert.AreEqual("M_SP_NA_1 has no QDS.", e.Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new AsduView(octets).InformationObjects[1].Type);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new AsduView(octets).InformationObjects[-1].Type);
    }

    [TestMethod]
    public void A_segment_is_one_object_whatever_N_says()
    {
        var objects = new AsduView(GoldenAsdus.Octets("7D 05 0D 00 07 00 84 03 00 02 00 01 03 0A 0B 0C")).InformationObjects;
        Assert.AreEqual(1, objects.Count);
        Assert.AreEqual(3, objects[0].Get<Los>().Value);
        Assert.AreEqual("0A0B0C", Convert.ToHexString(objects[0].Segment));
    }

    [TestMethod]
    public void Values_say_number_state_and_time()
    {
        Assert.AreEqual((-1.5, null, Quality.NotTopical), Value("0D 01 03 00 07 00 64 00 00 00 00 C0 BF 40"));
        Assert.AreEqual((1, true, Quality.Good), Value("01 01 03 00 07 00 64 00 00 01"));
        Assert.AreEqual((1, false, Quality.Invalid), Value("03 01 03 00 07 00 64 00 00 81"));
        Assert.AreEqual((3, null, Quality.Good), Value("03 01 03 00 07 00 64 00 00 03"));
        Assert.AreEqual((-64, null, Quality.Good), Value("05 01 03 00 07 00 64 00 00 40 00"));
        Assert.AreEqual((-1, null, Quality.Carry), Value("0F 01 03 00 07 00 64 00 00 FF FF FF FF 20"));
        Assert.AreEqual((1, true, Quality.Good), Value("2D 01 06 00 07 00 64 00 00 81"));
        Assert.AreEqual((20, null, Quality.Good), Value("64 01 06 00 07 00 00 00 00 14"));
        Assert.AreEqual((32769, null, Quality.Good), Value("14 01 03 00 07 00 64 00 00 01 80 FF FF 00"));
    }

    [TestMethod]
    public void A_values_text_has_quality_and_time()
    {
        Assert.AreEqual("49.98 (IV) 2026-11-21 10:00:00.123", Text("24 01 03 00 07 00 E9 03 00 85 EB 47 42 80 7B 00 00 0A D5 0B 1A"));
        Assert.AreEqual("OFF (IV)", Text("01 01 03 00 07 00 64 00 00 80"));
        Assert.AreEqual("2026-11-21 10:00:00.123", Text("67 01 06 00 07 00 00 00 00 7B 00 00 0A D5 0B 1A"));
        Assert.AreEqual("", Text("66 01 05 00 07 00 64 00 00"));
    }

    [TestMethod]
    public void A_values_time_is_that_of_its_tag()
    {
        var near = new DateTime(2026, 11, 21, 10, 50, 0);
        Assert.IsTrue(Read("02 01 03 00 07 00 64 00 00 01 39 30 05").TryGetTime(near, out var time));
        Assert.AreEqual(new DateTime(2026, 11, 21, 11, 5, 12, 345), time);
        Assert.IsTrue(Read("1E 01 03 00 07 00 64 00 00 01 7B 00 00 0A D5 0B 1A").TryGetTime(near, out time));
        Assert.AreEqual(new DateTime(2026, 11, 21, 10, 0, 0, 123), time);
        Assert.IsFalse(Read("01 01 03 00 07 00 64 00 00 01").TryGetTime(near, out _));
    }

    [TestMethod]
    public void Reading_allocates_nothing()
    {
        var octets = RandomAsdus.Of(TypeTable.Find(TypeIdentification.M_ME_NC_1)!, 20, isSequence: true, new Random(1));
        double sum = 0;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var read in new AsduView(octets).InformationObjects)
            {
                if (read.TryGet(out ShortFloat value)) sum += value.Value + (byte)read.Quality + read.Address.Value + read.Value.Number;
            }

            if (round == 1) Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.AreNotEqual(0.5, sum);
    }

    [TestMethod]
    public void R11_a_hundred_thousand_random_ASDUs_never_throw()
    {
        var random = new Random(104);
        var types = TypeTable.All;
        var fitting = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var octets = i % 2 == 0 ? Noise(random) : Mutant(types[random.Next(types.Length)], random);
            var asdu = new AsduView(octets);
            var isKnown = TypeTable.Find(asdu.Type) is not null;
            var count = 0;
            foreach (var read in asdu.InformationObjects)
            {
                count++;
                var value = read.Value;
                _ = value.Number;
                _ = value.IsOn;
                _ = value.TryGetTime(DateTime.MaxValue, out _);
            }

            Assert.AreEqual(isKnown && TypeTable.Fits(asdu), count > 0);
            Assert.AreNotEqual(TypeTable.Fits(asdu), TypeTable.TryGetFault(asdu, out _));
            if (count > 0) fitting++;
            if (i % 5 == 0) Assert.IsNotNull(AsduText.Of(asdu, maxObjects: 4));
        }

        Assert.IsGreaterThan(10_000, fitting);
    }

    private static byte[] Noise(Random random)
    {
        var octets = new byte[random.Next(AsduView.MinOctets, AsduView.MaxOctets + 1)];
        random.NextBytes(octets);
        return octets;
    }

    private static byte[] Mutant(TypeEntry entry, Random random)
    {
        var isSequence = random.Next(2) == 0;
        var octets = RandomAsdus.Of(entry, random.Next(1, RandomAsdus.MaxCount(entry, isSequence) + 1), isSequence, random);
        if (random.Next(3) == 0) octets[random.Next(octets.Length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? octets[..random.Next(AsduView.MinOctets, octets.Length + 1)] : octets;
    }

    private static string Show(string hex)
    {
        var text = "";
        foreach (var read in new AsduView(GoldenAsdus.Octets(hex)).InformationObjects) text += $"{read.Address}:{read.Get<Siq>()} ";
        return text;
    }

    private static InformationValue Read(string hex) => new AsduView(GoldenAsdus.Octets(hex)).InformationObjects[0].Value;

    private static string Text(string hex) => Read(hex).ToString();

    private static (double Number, bool? IsOn, Quality Quality) Value(string hex) => (Read(hex).Number, Read(hex).IsOn, Read(hex).Quality);
}
