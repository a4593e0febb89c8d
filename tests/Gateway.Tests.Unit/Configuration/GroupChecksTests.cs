using Gateway.Abstractions.Configuration;
using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Configuration;

/// <summary>Parameters that are allowed but seldom meant (C5).</summary>
[TestClass]
public sealed class GroupChecksTests
{
    [TestMethod, TestProperty("Rule", "C5")]
    public void The_defaults_go_together() =>
        Assert.IsEmpty(GroupChecks.Doubts(LinkConfig.Default));

    [TestMethod, TestProperty("Rule", "C5")]
    [DataRow(12, 8, false)]
    [DataRow(12, 9, true)]
    [DataRow(3, 2, false)]
    [DataRow(1, 1, true)]
    public void A_w_above_two_thirds_of_k_is_doubtful(int k, int w, bool doubtful) =>
        AssertDoubt(LinkConfig.Default with { K = k, W = w }, nameof(LinkConfig.W), doubtful);

    [TestMethod, TestProperty("Rule", "C5")]
    [DataRow(14, false)]
    [DataRow(15, true)]
    [DataRow(16, true)]
    public void A_t2_that_is_not_below_t1_is_doubtful(int seconds, bool doubtful) =>
        AssertDoubt(LinkConfig.Default with { T2 = TimeSpan.FromSeconds(seconds) }, nameof(LinkConfig.T2), doubtful);

    [TestMethod, TestProperty("Rule", "C5")]
    [DataRow(36, false)]
    [DataRow(35, true)]
    [DataRow(20, true)]
    public void An_idle_time_that_ends_before_a_TESTFR_is_confirmed_is_doubtful(int seconds, bool doubtful) =>
        AssertDoubt(LinkConfig.Default with { IdleTimeout = TimeSpan.FromSeconds(seconds) }, nameof(LinkConfig.IdleTimeout), doubtful);

    [TestMethod, TestProperty("Rule", "C5")]
    public void A_default_buffer_holds_k()
    {
        Assert.AreEqual(1000, GroupChecks.BufferSizeFor(12));
        Assert.AreEqual(32_767, GroupChecks.BufferSizeFor(32_767));
    }

    private static void AssertDoubt(LinkConfig link, string setting, bool doubtful)
    {
        string[] expected = doubtful ? [setting] : [];
        Assert.AreSequenceEqual(expected, GroupChecks.Doubts(link).Select(d => d.Setting).ToArray());
    }
}
