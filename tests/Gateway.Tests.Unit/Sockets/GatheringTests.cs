namespace Gateway.Tests.Unit.Sockets;

/// <summary>The same while the thread gathers what is sent, as a polling thread does.</summary>
[TestClass]
public sealed class GatheringTests : LinkConnectionTests
{
    [TestInitialize]
    public void Begin() => GatheringThread.Begin();

    [TestCleanup]
    public void End() => GatheringThread.End();
}
