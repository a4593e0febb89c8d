using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Kills;

/// <summary>An RTU that numbers its events, 1, 2, 3, ..., keeps what is not acknowledged, and sends it again, as real ones do.</summary>
internal sealed class NumberedRtu : IAsyncDisposable
{
    // At each tick of 2 ms: 50,000 a second, more than its window lets through, so that something is always unconfirmed.
    private const int EventsPerTick = 100;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _generating;
    private readonly int _objects;
    private volatile bool _pause = true;

    /// <param name="objects">How long its events are: 14 octets with one object, up to 249 with 48.</param>
    public NumberedRtu(string address, int objects = 1, int k = 12)
    {
        _objects = objects;
        var options = new ControlledOptions { BufferedEvents = 10_000_000, Link = LinkConfig.Default with { K = k } };
        Station = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse(address), 0), options);
        _generating = Task.Run(GenerateAsync);
    }

    public ControlledStation Station { get; }

    /// <summary>The last number it has given.</summary>
    public int Last { get; private set; }

    /// <summary>While true it makes no events.</summary>
    public bool Pause
    {
        set => _pause = value;
    }

    /// <summary>M_BO_NA_1, spontaneous, CA 7, IOA 1: the number as a bitstring of 32 bits, as often as there are objects (SQ 1).</summary>
    public static byte[] Event(int number, int objects = 1)
    {
        byte[] element = [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24), 0];
        return [7, (byte)(objects > 1 ? 0x80 | objects : 1), 3, 0, 7, 0, 1, 0, 0, .. Enumerable.Repeat(element, objects).SelectMany(e => e)];
    }

    public static int? NumberOf(in AsduView asdu) =>
        asdu.Type == TypeIdentification.M_BO_NA_1 ? BitConverter.ToInt32(asdu.Objects[InformationObjectAddress.Octets..]) : null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _generating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Station.DisposeAsync();
        _stop.Dispose();
    }

    private async Task GenerateAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            for (var n = 0; n < EventsPerTick && !_pause; n++)
            {
                Last++;
                Station.Report(new AsduView(Event(Last, _objects)));
            }

            await Task.Delay(Tick, _stop.Token);
        }
    }
}
