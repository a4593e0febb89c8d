using Gateway.Tests.Integration.Sessions;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>One group between an RTU and a master that speak octets; both links are started.</summary>
internal sealed class StartedLine : IAsyncDisposable
{
    private readonly WireRtu _listener;

    private StartedLine(WireRtu listener, SessionBench bench, WireEnd rtu, WireEnd master) => (_listener, Bench, Rtu, Master) = (listener, bench, rtu, master);

    public SessionBench Bench { get; }

    /// <summary>The RTU's end of its connection.</summary>
    public WireEnd Rtu { get; }

    public WireEnd Master { get; }

    /// <param name="address">Where the RTU listens.</param>
    public static async Task<StartedLine> OpenAsync(string address)
    {
        var listener = new WireRtu(address);
        listener.Listen();
        var bench = new SessionBench(SessionBench.Config(listener.Local));
        var rtu = await listener.AcceptAsync();
        var master = await WireEnd.ConnectAsync("127.0.0.2", bench.Groups[0].Config.Ports[0].Listen.Port);
        await master.StartAsync();
        await rtu.ExpectAsync(WireEnd.StartDtAct);
        await rtu.SendAsync(WireEnd.StartDtCon);
        return new StartedLine(listener, bench, rtu, master);
    }

    public async ValueTask DisposeAsync()
    {
        Master.Dispose();
        Rtu.Dispose();
        await Bench.DisposeAsync();
        _listener.Dispose();
    }
}
