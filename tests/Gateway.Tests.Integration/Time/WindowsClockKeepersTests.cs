using Gateway.Host.Time;

namespace Gateway.Tests.Integration.Time;

/// <summary>When the Windows time service counts as keeping the clock (H4).</summary>
[TestClass]
public sealed class WindowsClockKeepersTests
{
    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(true, "NTP", true)]
    [DataRow(true, "NT5DS", true)]
    [DataRow(true, null, true)]
    [DataRow(true, "NoSync", false)]
    [DataRow(true, "nosync", false)]
    [DataRow(false, "NTP", false)]
    public void It_keeps_the_clock_when_it_runs_and_is_told_to(bool isRunning, string? type, bool keeps) =>
        Assert.AreEqual(keeps, WindowsClockKeepers.KeeperOf(isRunning, type) is not null);
}
