using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>The test's thread gathers what its turns send, as a polling thread does, and gives the ring single sends, too.</summary>
internal static class GatheringThread
{
    // A ring lives as long as the program: one for each of the tests' threads.
    [ThreadStatic]
    private static SendBatch? _ofTests;

    public static void Begin()
    {
        _ofTests ??= SendBatch.TryCreate(least: 1);
        if (_ofTests is null)
        {
            Assert.Inconclusive("This system does not take many sends in one call (Linux 6.1, io_uring).");
        }

        SendBatch.OfThread = _ofTests;
    }

    public static void End() => SendBatch.OfThread = null;
}
