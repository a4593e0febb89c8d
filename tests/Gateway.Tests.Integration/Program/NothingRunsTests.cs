using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Host.Commands;
using Gateway.Iec104;

namespace Gateway.Tests.Integration.Program;

/// <summary>The last words of a program none of whose groups runs (H3).</summary>
[TestClass]
public sealed class NothingRunsTests
{
    private static readonly FailedGroup Stuck = new(
        new GroupConfig { Id = "7", Name = "North", CommonAddress = new CommonAddress(1), Hosts = [], Ports = [] }, "group 7 is not started: it is stuck in policy 'theirs'", 0);

    [TestMethod, TestProperty("Rule", "H3"), TestProperty("Rule", "S1")]
    public void Where_the_only_group_is_stuck_in_its_plugin_that_is_the_reason_not_a_port() =>
        Assert.AreEqual("No group could be started; group 7 is not started: it is stuck in policy 'theirs'. Exiting.", NothingRuns.Because(0, [Stuck]));

    [TestMethod, TestProperty("Rule", "H3")]
    public void Where_the_others_ports_are_taken_both_reasons_are_told()
    {
        Assert.AreEqual("No group could take its port. Exiting.", NothingRuns.Because(2, []));
        Assert.AreEqual("No group could take its port; group 7 is not started: it is stuck in policy 'theirs'. Exiting.", NothingRuns.Because(1, [Stuck]));
    }
}
