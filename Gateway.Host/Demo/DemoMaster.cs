using System.Net;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;

namespace Gateway.Host.Demo;

/// <summary>A SCADA system's connection to one group. It tries until it is admitted, interrogates, and comes again when it was lost.</summary>
/// <param name="config">Without targets.</param>
/// <param name="target">Where the group serves masters now: an operator may give it another port.</param>
internal sealed class DemoMaster(MasterConfig config, Func<IPEndPoint> target)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private volatile SimulatedMaster? _connected;

    /// <summary>Null: it is not, at the moment.</summary>
    public IMaster? Connected => _connected is { IsStarted: true } master ? master : null;

    public async Task RunAsync(CancellationToken stop)
    {
        var pause = FirstPause;
        while (true)
        {
            await using (var master = new SimulatedMaster(config with { Targets = [target()] }, NoSink.Instance))
            {
                try
                {
                    await master.StartAsync(stop);
                    pause = FirstPause;
                    _connected = master;
                    _ = await InterrogateAsync(stop);
                    while (master.IsStarted)
                    {
                        await Task.Delay(Look, stop);
                    }
                }
                catch (IOException)
                {
                    // Nobody listens while the RTU is down.
                }
                finally
                {
                    _connected = null;
                }
            }

            await Task.Delay(pause, stop);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }

    /// <summary>Null: it is not connected.</summary>
    public async Task<InterrogationResult?> InterrogateAsync(CancellationToken stop)
    {
        try
        {
            return Connected is { } master ? await master.InterrogateAsync(config.Address, qualifier: 20).WaitAsync(stop) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Null: it is not connected.</summary>
    public async Task<CommandResult?> CommandAsync(CommandRequest command, CancellationToken stop)
    {
        try
        {
            return Connected is { } master ? await master.CommandAsync(command).WaitAsync(stop) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether it acknowledges what comes.</summary>
    public async Task SlumberAsync(bool sleeps)
    {
        try
        {
            await (Connected?.HoldAcknowledgementAsync(sleeps) ?? Task.CompletedTask);
        }
        catch (IOException)
        {
            // It was lost just now.
        }
    }
}
