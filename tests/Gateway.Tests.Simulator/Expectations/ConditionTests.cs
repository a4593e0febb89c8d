using Gateway.Iec104.Asdus;
using Gateway.Simulator.Expectations;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Wording;
using Gateway.Tests.Simulator.Scenarios;

namespace Gateway.Tests.Simulator.Expectations;

/// <summary>Which signals fit a condition.</summary>
[TestClass]
public sealed class ConditionTests
{
    private static readonly Signal Signal = FakeRtu.Signal(
        "m1", SignalDirection.Received, TypeIdentification.M_SP_TB_1, new(1001), 1, new CauseOfTransmission(Cause.Spontaneous).Cause, new DateTime(2026, 11, 21)) with
    {
        Value = "ON",
        Quality = "NT IV",
    };

    [TestMethod]
    [DataRow("M_SP_TB_1")]
    [DataRow("type 30")]
    [DataRow("signal 30 on IOA 1001")]
    [DataRow("ca 7 ioa 1000..1002 = ON cot 3")]
    [DataRow("ioa 1001 = on cot SPONT positive")]
    [DataRow("= 1")]
    [DataRow("!= OFF")]
    [DataRow("> 0.5")]
    [DataRow("<= 1")]
    [DataRow("quality \"IV NT\"")]
    [DataRow("quality iv+nt time")]
    [DataRow("age 1 s")]
    public void It_fits(string condition) => Assert.IsTrue(Read(condition).Fits(Signal));

    [TestMethod]
    [DataRow("M_SP_NA_1")]
    [DataRow("ca 8")]
    [DataRow("ioa 1002..1003")]
    [DataRow("= OFF")]
    [DataRow("< 1")]
    [DataRow("cot inrogen")]
    [DataRow("negative")]
    [DataRow("quality good")]
    [DataRow("quality IV")]
    [DataRow("no-time")]
    public void It_does_not_fit(string condition) => Assert.IsFalse(Read(condition).Fits(Signal));

    [TestMethod]
    public void A_short_float_equals_the_number_that_was_written_for_it() =>
        Assert.IsTrue(Read("= 49.98").Fits(Signal with { Number = 49.98f, Value = "49.98" }));

    [TestMethod]
    public void A_time_tag_of_long_ago_is_old() =>
        Assert.IsFalse(Read("age 1 s").Fits(Signal with { TimeTag = Signal.Time.AddSeconds(-2) }));

    private static Condition Read(string text)
    {
        var words = new WordReader(text);
        var condition = ConditionWords.Read(words);
        words.End();
        return condition;
    }
}
