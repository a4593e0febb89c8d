using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>The point of the tests of selects, and the commands for it.</summary>
internal static class SelectedPoint
{
    public const int Point = 9;
    public static readonly string Select = Command(Point, sco: 0x81);
    public static readonly string Selected = Command(Point, cause: 7, sco: 0x81);
    public static readonly string Execute = Command(Point);
    public static readonly string Executed = Command(Point, cause: 7);

    public static (GroupBench Bench, FakeMaster[] Masters) OwnedByFirst()
    {
        var (bench, m) = GroupBench.Running(2);
        m[0].Ask(Select);
        bench.FromRtu(Selected);
        CollectionAssert.AreEqual(new[] { Selected }, m[0].Got);
        bench.Rtu.Sent.Clear();
        return (bench, m);
    }
}
