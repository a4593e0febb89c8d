using System.Collections.Concurrent;
using System.Net;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration;

/// <summary>A master on our library that remembers what came, as text.</summary>
internal sealed class Scada : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _got;

    private Scada(ControllingStation station, ConcurrentQueue<string> got)
    {
        Station = station;
        _got = got;
    }

    public ControllingStation Station { get; }

    /// <summary>What came, without the quality and time behind the value: <c>M_SP_TB_1 spontaneous CA 32 IOA 5 = ON 2026-...</c>.</summary>
    public IReadOnlyCollection<string> Got => _got;

    /// <summary>Connects as soon as the gateway admits it, and starts.</summary>
    public static Task<Scada> StartAsync(string from, int port) => StartAsync(from, new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Connects as soon as it is admitted, and starts.</summary>
    public static async Task<Scada> StartAsync(string from, IPEndPoint to, TimeSpan? requestTimeout = null)
    {
        var got = new ConcurrentQueue<string>();
        var options = new ControllingOptions
        {
            LocalAddress = IPAddress.Parse(from),
            OnAsdu = (in AsduView asdu) => got.Enqueue(asdu.ToString()),
            RequestTimeout = requestTimeout ?? Patience.Limit,
        };
        for (var until = Environment.TickCount64 + (long)Patience.Limit.TotalMilliseconds; ;)
        {
            try
            {
                var station = await ControllingStation.ConnectAsync(to, options);
                await station.StartAsync().WaitAsync(Patience.Limit);
                return new Scada(station, got);
            }
            catch (IOException e)
            {
                Assert.IsLessThan(until, Environment.TickCount64, e.Message);
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Waits for an ASDU whose text has all these parts.</summary>
    public Task GetsAsync(params string[] parts) =>
        Patience.UntilAsync(() => Has(parts), $"{string.Join(' ', parts)} among:\n{string.Join('\n', _got)}");

    public bool Has(params string[] parts) => _got.Any(g => parts.All(p => g.Contains(p, StringComparison.Ordinal)));

    public ValueTask DisposeAsync() => Station.DisposeAsync();
}
