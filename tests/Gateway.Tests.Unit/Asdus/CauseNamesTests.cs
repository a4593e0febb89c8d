using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Asdus;

/// <summary>Causes of transmission in words, and read again.</summary>
[TestClass]
public sealed class CauseNamesTests
{
    [TestMethod]
    [DataRow(3, "spontaneous", "3 spontaneous")]
    [DataRow(0xC7, "activation confirmation negative test", "7 activation confirmation negative test")]
    [DataRow(36, "interrogated by group 16", "36 interrogated by group 16")]
    [DataRow(0x40 | 50, "cause 50 negative", "50 negative")]
    public void A_cause_is_told_in_words_and_with_its_number(int octet, string words, string withNumber)
    {
        var cot = new CauseOfTransmission((byte)octet);
        Assert.AreEqual((words, withNumber), (CauseNames.Of(cot), CauseNames.WithNumber(cot)));
    }

    [TestMethod]
    [DataRow("spont", Cause.Spontaneous)]
    [DataRow("ActCon", Cause.ActivationConfirmation)]
    [DataRow("activation confirmation", Cause.ActivationConfirmation)]
    [DataRow("inro16", Cause.InterrogatedByGroup16)]
    [DataRow("reqco4", Cause.RequestedByGroup4Counter)]
    [DataRow("44", Cause.UnknownTypeIdentification)]
    [DataRow("63", (Cause)63)]
    public void It_is_read_as_words_abbreviation_or_number(string text, Cause cause)
    {
        Assert.IsTrue(CauseNames.TryParse(text, out var read));
        Assert.AreEqual(cause, read);
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("64")]
    [DataRow("spontan")]
    [DataRow("")]
    public void What_is_none_is_not_read(string text) => Assert.IsFalse(CauseNames.TryParse(text, out _));

    [TestMethod]
    public void Every_cause_of_the_standard_has_an_abbreviation()
    {
        var abbreviated = CauseNames.All.Split(", ").Select(name => CauseNames.TryParse(name, out var cause) ? cause : Cause.None);
        CollectionAssert.AreEquivalent(Enum.GetValues<Cause>().Except([Cause.None]).ToArray(), abbreviated.ToArray());
    }
}
