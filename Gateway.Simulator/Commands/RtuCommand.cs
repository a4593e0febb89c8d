using System.CommandLine;
using System.Globalization;
using System.Net;
using Gateway.Simulator.Files;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Commands;

/// <summary><c>iec104-sim rtu</c>: RTUs from a file.</summary>
internal static class RtuCommand
{
    public static Command Create()
    {
        var ini = new Option<string>("--ini", "-i") { Description = $"The RTUs' file, or the folder that holds {RtuFile.DefaultName}.", DefaultValueFactory = _ => RtuFile.DefaultName };
        var listen = new Option<string>("--listen") { Description = "The address to listen on, as 127.0.1.1. Default: all IPv4 addresses; :: also takes IPv6.", DefaultValueFactory = _ => "0.0.0.0" };
        var only = new Option<int[]>("--rtu") { Description = "Only the RTU with this number; may be repeated." };
        var send = new Option<int?>("--send") { Description = "Send this index group when a master has started; 0 is everything." };
        var repeat = new Option<double?>("--repeat") { Description = "Repeat it for so many seconds." };
        var process = new Option<double?>("--process") { Description = "Moving signals: so many events a second from each RTU." };
        var seed = new Option<int>("--seed") { Description = "Another seed moves other signals; the same one the same.", DefaultValueFactory = _ => 1 };
        var fault = new Option<string[]>("--fault") { Description = $"What the RTUs do wrong; may be repeated: {FaultWords.All}.", AllowMultipleArgumentsPerToken = true };
        var selectOnly = new Option<bool>("--select-only") { Description = "Commands that were not selected are refused." };
        var selectTimeout = new Option<double?>("--select-timeout") { Description = "How many seconds a select holds. Default: 30." };
        var buffer = new Option<int?>("--buffer") { Description = "Events kept until a master has acknowledged them; then the oldest goes. Default: 20000." };
        var log = new Option<string?>("--log") { Description = "A file for every signal sent and received, as comma-separated lines." };
        var time = new Option<double?>("--for") { Description = "End after so many seconds. Default: Ctrl-C ends it." };
        var check = new Option<bool>("--check") { Description = "Only read the files and tell what is wrong with them." };
        var command = new Command("rtu", "Simulates RTUs from iec104rs.csv and data/iodata*.csv.") { ini, listen, only, send, repeat, process, seed, fault, selectOnly, selectTimeout, buffer, log, time, check, HttpOptions.Http, HttpOptions.AllowRemote };
        command.SetAction((parsed, cancellation) =>
        {
            if (!IPAddress.TryParse(parsed.GetValue(listen), out var address))
            {
                return WrongAsync($"--listen {parsed.GetValue(listen)} is no address; write it as 127.0.1.1");
            }

            if (!FaultWords.TryParse(string.Join(' ', parsed.GetValue(fault) ?? []), RtuFaults.None, out var faults, out var wrong))
            {
                return WrongAsync($"--fault {wrong} is unknown; the faults are {FaultWords.All}");
            }

            foreach (var option in new[] { repeat, process, time, selectTimeout })
            {
                if (parsed.GetValue(option) is { } number && number is not (> 0 and <= 1_000_000))
                {
                    return WrongAsync($"{option.Name} {number.ToString(CultureInfo.InvariantCulture)} is not above 0, or above 1000000");
                }
            }

            if (parsed.GetValue(buffer) is { } events && events is not (> 0 and <= 10_000_000))
            {
                return WrongAsync($"--buffer {events} is not within 1..10000000");
            }

            if (parsed.GetValue(repeat) is not null && parsed.GetValue(send) is null)
            {
                return WrongAsync("--repeat says how long, but nothing is sent; add --send INDEX");
            }

            IPEndPoint? http;
            try
            {
                http = HttpOptions.Of(parsed);
            }
            catch (FormatException e)
            {
                return WrongAsync(e.Message);
            }

            return new RtuRun(new RtuCommandOptions
            {
                Http = http,
                Ini = parsed.GetValue(ini)!,
                Listen = address,
                Only = parsed.GetValue(only) ?? [],
                Send = parsed.GetValue(send),
                Repeat = Seconds(parsed.GetValue(repeat)),
                Process = parsed.GetValue(process) is { } rate ? new RtuProcess(rate, parsed.GetValue(seed)) : null,
                Faults = faults,
                RequiresSelect = parsed.GetValue(selectOnly),
                SelectTimeout = Seconds(parsed.GetValue(selectTimeout)),
                BufferedEvents = parsed.GetValue(buffer),
                Log = parsed.GetValue(log),
                For = Seconds(parsed.GetValue(time)),
                Check = parsed.GetValue(check),
            }).RunAsync();
        });
        return command;
    }

    private static TimeSpan? Seconds(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;

    private static Task<int> WrongAsync(string why)
    {
        Console.Error.WriteLine(why);
        return Task.FromResult(ExitCode.Usage);
    }
}
