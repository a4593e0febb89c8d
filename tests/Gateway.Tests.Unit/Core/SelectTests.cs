using Gateway.Abstractions;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;
using static Gateway.Tests.Unit.Core.SelectedPoint;

namespace Gateway.Tests.Unit.Core;

/// <summary>Select before operate: nobody executes another's select (R7).</summary>
[TestClass]
public sealed class SelectTests
{
    [TestMethod, TestProperty("Rule", "R7")]
    public void The_owner_executes_what_it_has_selected()
    {
        var (bench, m) = OwnedByFirst();
        m[0].Ask(Execute);
        CollectionAssert.AreEqual(new[] { Command(Point, oa: 1) }, bench.Rtu.Sent);
        bench.FromRtu(Executed);
        CollectionAssert.AreEqual(new[] { Executed }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R7"), TestProperty("Rule", "R5")]
    public void The_termination_belongs_to_the_execute_not_to_its_select()
    {
        var (bench, m) = OwnedByFirst();
        m[0].Ask(Command(Point, oa: 60));
        bench.FromRtu(Executed, Command(Point, cause: 10));
        CollectionAssert.AreEqual(new[] { Command(Point, cause: 7, oa: 60), Command(Point, cause: 10, oa: 60) }, m[0].Got);
    }

    [TestMethod, TestProperty("Rule", "R7")]
    public void Another_masters_command_for_it_gets_a_negative_confirmation_and_is_not_forwarded()
    {
        var (bench, m) = OwnedByFirst();
        m[1].Ask(Command(Point, oa: 50));
        m[1].Ask(Command(Point, oa: 50, sco: 0x81));
        m[1].Ask(Command(Point, cause: 8, oa: 50));
        Assert.IsEmpty(bench.Rtu.Sent);
        CollectionAssert.AreEqual(
            new[] { Command(Point, Negative(7), oa: 50), Command(Point, Negative(7), oa: 50, sco: 0x81), Command(Point, Negative(9), oa: 50) }, m[1].Got);
        Assert.AreEqual(3, bench.Group.Counters.Dropped(DropReason.SelectedByAnother));
        Assert.Contains(l => l.EndsWith("not sent: another master has selected the point", StringComparison.Ordinal), bench.Log);
    }

    [TestMethod, TestProperty("Rule", "R7")]
    public void The_point_is_the_owners_whatever_the_command_type()
    {
        var (bench, m) = OwnedByFirst();
        for (var type = 46; type <= 64; type++)
        {
            m[1].Ask(OfLength(type));
            Assert.HasCount(1, m[1].Got);
        }

        Assert.IsEmpty(bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R7")]
    public void Other_points_stations_and_no_commands_are_free()
    {
        var (bench, m) = OwnedByFirst();
        m[1].Ask(Command(Point + 1));
        m[1].Ask(Command(Point, ca: 8));
        m[1].Ask(Read(Point));
        m[1].Ask(Of(110, 6, 0, 7, Point, 1, 0, 1));
        Assert.HasCount(4, bench.Rtu.Sent);
    }

    [TestMethod, TestProperty("Rule", "R7")]
    public void A_refused_select_owns_nothing()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select);
        bench.FromRtu(Command(Point, Negative(7), sco: 0x81));
        m[1].Ask(Execute);
        Assert.AreEqual(Command(Point, oa: 2), bench.Rtu.Sent[^1]);
    }

    [TestMethod, TestProperty("Rule", "R7"), TestProperty("Rule", "R5")]
    public void A_command_that_waited_for_the_select_is_refused_when_that_is_confirmed()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select);
        m[1].Ask(Execute);
        bench.FromRtu(Selected);
        Assert.HasCount(1, bench.Rtu.Sent);
        CollectionAssert.AreEqual(new[] { Command(Point, Negative(7)) }, m[1].Got);
    }

    // As long as its type has it.
    private static string OfLength(int type) =>
        Enumerable.Range(1, 20).Select(n => Of(type, 6, 0, 7, Point, new int[n])).First(a => TypeTable.Fits(new AsduView(Hex.Of(a))));
}
