using Gateway.Iec104.Stations;
using Gateway.Simulator.Http;
using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Commands;

/// <summary>One run of <c>iec104-sim master</c>. Signals go to the standard output, what is said about them to the error output.</summary>
internal sealed class MasterRun(MasterCommandOptions options)
{
    private readonly Lock _writing = new();
    private readonly TaskCompletionSource _alone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SimulatedMaster[] _masters = [];
    private bool _failed;
    private bool _asked;

    public async Task<int> RunAsync()
    {
        var recorder = new MasterOutput(options.Format, options.Expectations, options.Masters);
        if (options.Header is not null)
        {
            Console.Out.WriteLine(options.Header);
        }

        SimulatedMaster[] masters = _masters = [.. options.Masters.Select(m => new SimulatedMaster(m, recorder) { Told = Told })];
        using var stop = new StopSignal(options.For);
        try
        {
            await using var door = options.Http is { } local ? await HttpDoor.OpenAsync(local, [], masters, recorder.Last, stop.Token) : null;
            Say(door is null ? "" : $"http://{door.Local}");
            await RunAsync(masters, recorder, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            if (!_asked)
            {
                Fail("ended before everything was connected and answered");
            }
        }
        catch (IOException e)
        {
            Fail(e.Message);
        }
        finally
        {
            await Task.WhenAll(masters.Select(m => m.DisposeAsync().AsTask()));
        }

        Summarize(masters, recorder);
        return _failed ? ExitCode.Fault : ExitCode.Good;
    }

    private async Task RunAsync(SimulatedMaster[] masters, MasterOutput sink, CancellationToken cancellation)
    {
        await Task.WhenAll(masters.Select(m => OpenAsync(m, cancellation)));
        await Task.WhenAll(masters.Where(m => m.IsStarted).Select(m => AskAsync(m, cancellation)));
        _asked = true;
        await sink.MetAsync(cancellation);
        if (options.For is not null || !options.HasWork)
        {
            EndIfAlone();
            await _alone.Task.WaitAsync(cancellation);
            Fail("no connection is left");
        }
    }

    private void Told(SimulatedMaster master, string what)
    {
        Say($"{master.Name}: {what}");
        if (_asked)
        {
            EndIfAlone();
        }
    }

    // Where nobody connects again, there is nothing to wait for.
    private void EndIfAlone()
    {
        if (options.Http is null && _masters.All(m => !m.IsConnected && m.Config.Reconnect is null))
        {
            _ = _alone.TrySetResult();
        }
    }

    private async Task OpenAsync(SimulatedMaster master, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await (options.Start ? master.StartAsync(cancellation) : master.ConnectAsync(cancellation));
                return;
            }
            catch (IOException e)
            {
                if (master.Config.Reconnect is not { } pause)
                {
                    Fail(e.Message.StartsWith(master.Name, StringComparison.Ordinal) ? e.Message : $"{master.Name}: {e.Message}");
                    return;
                }

                await Task.Delay(pause, cancellation);
            }
        }
    }

    private async Task AskAsync(SimulatedMaster master, CancellationToken cancellation)
    {
        try
        {
            await AskAllAsync(master).WaitAsync(cancellation);
        }
        catch (IOException e)
        {
            Fail(e.Message);
        }
    }

    private async Task AskAllAsync(SimulatedMaster master)
    {
        if (options.Clock)
        {
            Told(master, "clock", await master.SynchronizeClockAsync(master.Address, DateTime.Now));
        }

        if (options.Interrogate)
        {
            var (outcome, objects) = await master.InterrogateAsync(master.Address, qualifier: 20);
            Told(master, $"interrogation ({Wording.Text.Count(objects, "object")})", outcome);
        }

        if (options.Counters)
        {
            var (outcome, objects) = await master.CountersAsync(master.Address, qualifier: 5);
            Told(master, $"counters ({Wording.Text.Count(objects, "object")})", outcome);
        }

        foreach (var point in options.Reads)
        {
            Told(master, $"read {point}", await master.ReadAsync(master.Address, point));
        }

        foreach (var command in options.Commands)
        {
            Told(master, command.ToString(), (await master.CommandAsync(command)).Confirmation);
        }

        if (options.Test)
        {
            Told(master, "test", await master.TestAsync(master.Address, withTime: true));
        }
    }

    private void Told(SimulatedMaster master, string what, RequestOutcome outcome)
    {
        var text = $"{master.Name}: {what}: {OutcomeText.Of(outcome)}";
        if (outcome == RequestOutcome.Positive)
        {
            Say(text);
        }
        else
        {
            Fail(text);
        }
    }

    private void Summarize(SimulatedMaster[] masters, MasterOutput sink)
    {
        foreach (var (text, seen, isMet) in sink.Results([.. masters.Where(m => m.Losses > 0 || m.Remote is null).Select(m => m.Name)]))
        {
            if (isMet)
            {
                Say($"expected {text}: {seen}");
            }
            else
            {
                Fail($"expected {text}, but: {seen}");
            }
        }

        if (RoundTripSnapshot.Of(masters.SelectMany(m => m.RoundTrips.All())) is { } trips)
        {
            Say(trips.ToString());
        }
    }

    private void Fail(string what)
    {
        _failed = true;
        Say(what);
    }

    private void Say(string what)
    {
        if (what.Length > 0)
        {
            lock (_writing)
            {
                Console.Error.WriteLine(what);
            }
        }
    }
}
