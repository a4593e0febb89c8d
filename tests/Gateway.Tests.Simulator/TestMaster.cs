using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;
using Gateway.Tests.Integration;

namespace Gateway.Tests.Simulator;

/// <summary>A controlling station that keeps all it gets, in words.</summary>
internal sealed class TestMaster : IAsyncDisposable
{
    private readonly List<string> _got = [];

    private TestMaster()
    {
    }

    public ControllingStation Station { get; private set; } = null!;

    public string[] Got
    {
        get
        {
            lock (_got)
            {
                return [.. _got];
            }
        }
    }

    public static async Task<TestMaster> ConnectAsync(IPEndPoint rtu, string local = "127.0.0.1", byte originator = 0)
    {
        var master = new TestMaster();
        master.Station = await ControllingStation.ConnectAsync(
            rtu,
            new ControllingOptions { LocalAddress = IPAddress.Parse(local), Originator = new OriginatorAddress(originator), OnAsdu = master.Keep });
        return master;
    }

    public static async Task<TestMaster> StartAsync(IPEndPoint rtu, string local = "127.0.0.1", byte originator = 0)
    {
        var master = await ConnectAsync(rtu, local, originator);
        await master.Station.StartAsync().WaitAsync(Patience.Limit);
        return master;
    }

    /// <summary>What came and holds this text, in its order.</summary>
    public string[] Of(string part) => [.. Got.Where(g => g.Contains(part, StringComparison.Ordinal))];

    public Task GetsAsync(string part, int times = 1) => Patience.UntilAsync(() => Of(part).Length >= times, $"{times} x {part} in:\n{string.Join('\n', Got)}");

    /// <summary>Asks for something and waits for its answer, behind which nothing of before is under way.</summary>
    public async Task SettleAsync(CommonAddress rtu) => await Station.InterrogateAsync(rtu, 36).WaitAsync(Patience.Limit);

    public async ValueTask DisposeAsync() => await Station.DisposeAsync();

    private void Keep(in AsduView asdu)
    {
        lock (_got)
        {
            _got.Add(asdu.ToString());
        }
    }
}
