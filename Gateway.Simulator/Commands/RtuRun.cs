using System.Collections.Immutable;
using System.Net;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Files;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Http;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Commands;

/// <summary>One run of <c>iec104-sim rtu</c>.</summary>
internal sealed class RtuRun(RtuCommandOptions options)
{
    private readonly List<SimulatedRtu> _rtus = [];

    public async Task<int> RunAsync()
    {
        var content = RtuFile.Read(options.Ini, options.Listen);
        foreach (var finding in content.Findings)
        {
            Console.Out.WriteLine(finding);
        }

        ImmutableArray<RtuDefinition> chosen = [.. content.Rtus.Where(r => options.Only.Count == 0 || options.Only.Contains(r.Config.Number.Value)).Select(AsTold)];
        if (chosen.IsEmpty)
        {
            Console.Error.WriteLine(content.Rtus.IsEmpty ? $"{options.Ini}: found 0 RTUs" : $"{options.Ini}: none of its RTUs has the number {string.Join(" or ", options.Only)}");
            return ExitCode.Usage;
        }

        if (options.Check)
        {
            TellFile(chosen, content);
            return content.Findings.Any(f => f.Severity == FindingSeverity.Error) ? ExitCode.Usage : ExitCode.Good;
        }

        if (options.Send is > 0 and var index && !chosen.Any(r => r.Signals.Rows.Any(s => s.Index == index)))
        {
            Console.Error.WriteLine($"--send {index}: no RTU has a row with this index");
            return ExitCode.Usage;
        }

        SignalLog? log;
        try
        {
            log = options.Log is { } path ? SignalLog.Open(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"--log {options.Log}: {e.Message}");
            return ExitCode.Usage;
        }

        using var stop = new StopSignal(options.For);
        int code;
        try
        {
            code = await RunAsync(chosen, log is null ? NoSink.Instance : log, stop);
        }
        finally
        {
            foreach (var rtu in _rtus)
            {
                await rtu.DisposeAsync();
            }

            await (log?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        if (log?.Fault is { } fault)
        {
            Console.Error.WriteLine($"--log {options.Log}: what was logged is not complete: {fault}");
            return ExitCode.Fault;
        }

        return code;
    }

    private RtuDefinition AsTold(RtuDefinition rtu) => rtu with
    {
        Config = rtu.Config with
        {
            RequiresSelect = options.RequiresSelect,
            SelectTimeout = options.SelectTimeout ?? rtu.Config.SelectTimeout,
            BufferedEvents = options.BufferedEvents ?? rtu.Config.BufferedEvents,
        },
    };

    private static void TellFile(ImmutableArray<RtuDefinition> rtus, RtuFileContent content)
    {
        foreach (var (config, signals) in rtus)
        {
            Console.Out.WriteLine(
                $"RTU {config.Number} ({config.Name}): port {string.Join(", ", config.Ports.Select(p => p.Local.Port))}; "
                + $"{signals.Rows.Length} signals, {signals.Interrogated.Length} points in interrogations, {signals.Commands.Length} commands");
        }

        var errors = content.Findings.Count(f => f.Severity == FindingSeverity.Error);
        Console.Out.WriteLine($"RTUs {rtus.Length}, errors {errors}, warnings {content.Findings.Length - errors}");
    }

    private static MasterHandler Told(string name) => (_, master, change, why) =>
        Console.Out.WriteLine($"{DateTime.Now:yyyy-MM-dd HH:mm:ss.ffffff} : {name}: {WordsOf(change)} {master}{(why.Length > 0 ? $": {why}" : "")}");

    private static string WordsOf(MasterChange change) => change switch
    {
        MasterChange.Refused => "refused, not among hosts:",
        MasterChange.Connected => "connected to",
        MasterChange.Started => "startdt act/con done with",
        MasterChange.Stopped => "stopdt act/con done with",
        _ => "disconnected from",
    };

    private async Task<int> RunAsync(ImmutableArray<RtuDefinition> chosen, ISignalSink sink, StopSignal stop)
    {
        var last = new LastSignals();
        foreach (var (config, signals) in chosen)
        {
            await StartAsync(config, signals, options.Http is null ? sink : new TwoSinks(sink, last));
        }

        if (_rtus.Count == 0)
        {
            return ExitCode.NoPort;
        }

        HttpDoor? opened;
        try
        {
            opened = options.Http is { } local ? await HttpDoor.OpenAsync(local, _rtus, [], last, stop.Token) : null;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.NoPort;
        }

        await using var door = opened;
        if (door is not null)
        {
            Console.Out.WriteLine($"http://{door.Local}");
        }

        Console.Out.WriteLine($"RTUs {_rtus.Count}. Ctrl-C ends it.");
        Task[] sending = options.Send is { } index ? [.. _rtus.Select(r => SendAsync(r, index, stop.Token))] : [];
        await stop.WaitAsync();
        await Task.WhenAll(sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Good;
    }

    private async Task StartAsync(RtuConfig config, RtuSignals signals, ISignalSink sink)
    {
        try
        {
            var rtu = SimulatedRtu.Start(config, signals, sink, onMaster: Told(config.Name));
            _rtus.Add(rtu);
            Console.Out.WriteLine($"RTU {rtu.Number} ({rtu.Name}) listens on {string.Join<IPEndPoint>(", ", rtu.Ports)}");
            await rtu.SetFaultsAsync(options.Faults);
            rtu.Process = options.Process;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine($"RTU {config.Number} ({config.Name}): {e.Message}");
        }
    }

    private async Task SendAsync(SimulatedRtu rtu, int index, CancellationToken cancellation)
    {
        await rtu.Started.WaitAsync(cancellation);
        var (sent, notSent) = await rtu.SendIndexAsync(index, options.Repeat, cancellation);
        Console.Out.WriteLine(
            $"{DateTime.Now:yyyy-MM-dd HH:mm:ss.ffffff} : {rtu.Name}: index {index}: {sent} signals sent{(notSent > 0 ? $", {notSent} not: their conditions were not met" : "")}");
    }
}
