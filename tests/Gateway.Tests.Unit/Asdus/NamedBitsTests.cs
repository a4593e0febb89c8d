using Gateway.Iec104.Elements;

namespace Gateway.Tests.Unit.Asdus;

/// <summary>The bits of the elements have the names and places of 60870-5-101, 7.2.6.</summary>
[TestClass]
public sealed class NamedBitsTests
{
    [TestMethod]
    public void A_SIQ_of_all_octets_keeps_state_and_quality_apart()
    {
        for (var octet = 0; octet <= 255; octet++)
        {
            var siq = new Siq((byte)octet);
            Assert.AreEqual((octet & 1) == 1, siq.IsOn);
            Assert.AreEqual((Quality)(octet & 0xF0), siq.Quality);
            Assert.AreEqual((byte)(octet & 0xF1), new Siq(siq.IsOn, siq.Quality).Octet);
        }
    }

    [TestMethod]
    public void A_DIQ_of_all_octets_keeps_state_and_quality_apart()
    {
        for (var octet = 0; octet <= 255; octet++)
        {
            var diq = new Diq((byte)octet);
            Assert.AreEqual((DoublePoint)(octet & 3), diq.State);
            Assert.AreEqual((byte)(octet & 0xF3), new Diq(diq.State, diq.Quality).Octet);
        }
    }

    [TestMethod]
    public void Quality_has_only_the_bits_of_its_element()
    {
        const Quality All = (Quality)0xFF;
        Assert.AreEqual(0xF0, new Siq(isOn: false, All).Octet);
        Assert.AreEqual(0xF0, new Diq(DoublePoint.Intermediate, All).Octet);
        Assert.AreEqual(0xF1, new Qds(All).Octet);
        Assert.AreEqual(0xF8, new Qdp(All).Octet);
        Assert.AreEqual(0xF8, new Sep(DoublePoint.Intermediate, All).Octet);
        Assert.AreEqual(0xE0, new Bcr(0, 0, All).Octet);
    }

    [TestMethod]
    public void A_VTI_counts_from_minus_64_to_63()
    {
        for (var value = -64; value <= 63; value++)
        {
            Assert.AreEqual((value, true), (new Vti(value, isTransient: true).Value, new Vti(value, isTransient: true).IsTransient));
            Assert.AreEqual((value, false), (new Vti(value, isTransient: false).Value, new Vti(value, isTransient: false).IsTransient));
        }

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Vti(64, isTransient: false));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Vti(-65, isTransient: false));
    }

    [TestMethod]
    [DataRow(0.0, 0)]
    [DataRow(0.5, 16384)]
    [DataRow(-1.0, -32768)]
    [DataRow(1.0, 32767)]
    [DataRow(-7.0, -32768)]
    [DataRow(double.PositiveInfinity, 32767)]
    [DataRow(double.NaN, 0)]
    public void A_normalized_value_saturates(double value, int raw) => Assert.AreEqual(raw, Nva.From(value).Raw);

    [TestMethod]
    public void Each_normalized_value_is_its_own_nearest()
    {
        for (var raw = short.MinValue; raw < short.MaxValue; raw++) Assert.AreEqual(raw, Nva.From(new Nva(raw).Value).Raw);
    }

    [TestMethod]
    public void A_signalling_NaN_keeps_its_octets()
    {
        byte[] octets = [0x01, 0x00, 0xA0, 0x7F];
        var again = new byte[4];
        ShortFloat.Read(octets).Write(again);
        CollectionAssert.AreEqual(octets, again);
        Assert.IsTrue(float.IsNaN(ShortFloat.Read(octets).Value));
    }

    [TestMethod]
    public void A_BCR_is_a_counter_a_sequence_number_and_three_bits()
    {
        var bcr = Bcr.Read([0xFE, 0xFF, 0xFF, 0xFF, 0x45]);
        Assert.AreEqual((-2, 5, Quality.CounterAdjusted), (bcr.Counter, bcr.Sequence, bcr.Quality));
        for (var octet = 0; octet <= 255; octet++)
        {
            bcr = new Bcr(7, (byte)octet);
            Assert.AreEqual(bcr, new Bcr(7, bcr.Sequence, bcr.Quality));
        }

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Bcr(0, 32, Quality.Good));
    }

    [TestMethod]
    public void A_command_octet_is_state_QU_and_select()
    {
        for (var octet = 0; octet <= 255; octet++)
        {
            var dco = new Dco((byte)octet);
            Assert.AreEqual((octet & 0x80) != 0, dco.Qoc.IsSelect);
            Assert.AreEqual((Qu)((octet >> 2) & 0x1F), dco.Qoc.Qu);
            Assert.AreEqual(dco, new Dco(dco.State, new Qoc(dco.Qoc.Qu, dco.Qoc.IsSelect)));
            var rco = new Rco((byte)octet);
            Assert.AreEqual(rco, new Rco(rco.Step, rco.Qoc));
        }

        Assert.AreEqual(0x81, new Sco(isOn: true, Qoc.Select).Octet);
        Assert.AreEqual(0x0C, new Sco(isOn: false, new Qoc(Qu.PersistentOutput)).Octet);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Qoc((Qu)32));
    }

    [TestMethod]
    public void Qualifiers_keep_their_parts_apart()
    {
        for (var octet = 0; octet <= 255; octet++)
        {
            var qos = new Qos((byte)octet);
            Assert.AreEqual(qos, new Qos(qos.Ql, qos.IsSelect));
            var qcc = new Qcc((byte)octet);
            Assert.AreEqual(qcc, new Qcc(qcc.Request, qcc.Freeze));
            var scq = new Scq((byte)octet);
            Assert.AreEqual(scq, new Scq(scq.Call, scq.Error));
            var afq = new Afq((byte)octet);
            Assert.AreEqual(afq, new Afq(afq.Acknowledge, afq.Error));
            var sof = new Sof((byte)octet);
            Assert.AreEqual(sof, new Sof(sof.Status, sof.IsLast, sof.IsDirectory, sof.IsActive));
        }

        Assert.AreEqual(0x45, new Qcc(Qcc.General, Freeze.FreezeWithoutReset).Octet);
        Assert.AreEqual(36, Qoi.Group(16).Octet);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Qoi.Group(17));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Lof(0x1000000));
    }

    [TestMethod]
    public void A_checksum_is_the_sum_of_octets_modulo_256() =>
        Assert.AreEqual(new Chs(0x02), Chs.Sum([0x01, 0x02], Chs.Sum([0xFF])));

    [TestMethod]
    public void A_double_point_between_the_ends_is_neither_on_nor_off()
    {
        Assert.AreEqual("INTERMEDIATE (NT)", new Diq(DoublePoint.Intermediate, Quality.NotTopical).ToString());
        Assert.AreEqual("INDETERMINATE", new Diq(DoublePoint.Indeterminate).ToString());
    }
}
