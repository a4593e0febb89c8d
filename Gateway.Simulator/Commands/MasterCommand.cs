using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Commands;

/// <summary><c>iec104-sim master HOST:PORT ...</c>: masters that print what they receive, ask what they are told, and expect.</summary>
internal static class MasterCommand
{
    private static readonly Argument<string[]> Stations = new("HOST:PORT") { Description = "A station; several are connected to at the same time. HOST:PORT,HOST:PORT are redundant ports of one, tried in their order.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> Start = new("--start") { Description = "Starts data transfer (STARTDT); every option that asks or expects does, too." };
    private static readonly Option<bool> Gi = new("--gi") { Description = "Station interrogation." };
    private static readonly Option<string[]> Command = new("--command") { Description = "Sends a command, as C_SC_NA_1:21001=ON; \"select C_SC_NA_1:21001=ON\" is the select alone, \"cancel ...\" gives it up. May be repeated. Types 45..51 and 58..64.", HelpName = "TYPE:IOA=VALUE" };
    private static readonly Option<bool> Select = new("--select") { Description = "Commands are selected before they are executed." };
    private static readonly Option<bool> Time = new("--time") { Description = "Commands bear a time tag (58..64)." };
    private static readonly Option<string[]> Read = new("--read") { Description = "Reads a point; may be repeated.", HelpName = "IOA" };
    private static readonly Option<bool> Clock = new("--clock") { Description = "Clock synchronization with the time of this machine." };
    private static readonly Option<bool> Counters = new("--counters") { Description = "Counter interrogation." };
    private static readonly Option<bool> Test = new("--test") { Description = "Test command." };
    private static readonly Option<string[]> Expect = new("--expect") { Description = "What each master must receive, as \"M_SP_TB_1 ioa 1001 = ON within 5 s\"; otherwise exit code 1. May be repeated.", HelpName = "CONDITION" };
    private static readonly Option<string?> From = new("--from") { Description = "The address to come from; further masters come from those that follow it.", HelpName = "ADDRESS" };
    private static readonly Option<int> Masters = new("--masters") { Description = "So many masters at each station.", DefaultValueFactory = _ => 1, HelpName = "N" };
    private static readonly Option<int> Ca = new("--ca") { Description = "The common address that is asked.", DefaultValueFactory = _ => 1, HelpName = "N" };
    private static readonly Option<int> Oa = new("--oa") { Description = "The originator address.", HelpName = "N" };
    private static readonly Option<double?> For = new("--for") { Description = "Ends after so many seconds; otherwise when everything is done, or, when nothing was asked for, with Ctrl-C.", HelpName = "SECONDS" };
    private static readonly Option<double?> Reconnect = new("--reconnect") { Description = "Connects again so many seconds after a loss.", HelpName = "SECONDS" };
    private static readonly Option<string> Format = new("--format") { Description = "What is printed: text, csv, json (one object a line).", DefaultValueFactory = _ => "text", HelpName = "text|csv|json" };
    private static readonly Option<int> K = new("-k") { Description = "k.", DefaultValueFactory = _ => LinkConfig.Default.K };
    private static readonly Option<int> W = new("-w") { Description = "w.", DefaultValueFactory = _ => LinkConfig.Default.W };
    private static readonly Option<double?> T0 = new("--t0") { Description = "t0 in seconds, 3 by default.", HelpName = "S" };
    private static readonly Option<double?> T1 = new("--t1") { Description = "t1, 15 by default.", HelpName = "S" };
    private static readonly Option<double?> T2 = new("--t2") { Description = "t2, 10 by default.", HelpName = "S" };
    private static readonly Option<double?> T3 = new("--t3") { Description = "t3, 20 by default.", HelpName = "S" };

    public static Command Create()
    {
        var command = new Command("master", "Simulates masters. Exit code 0; 1: something failed or did not come; 2: the command line is wrong.")
        {
            Stations, Start, Gi, Command, Select, Time, Read, Clock, Counters, Test, Expect, From, Masters, Ca, Oa, For, Reconnect, Format, K, W, T0, T1, T2, T3,
            HttpOptions.Http, HttpOptions.AllowRemote,
        };
        command.SetAction(parsed => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        MasterCommandOptions options;
        try
        {
            options = Options(parsed);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Usage;
        }

        return await new MasterRun(options).RunAsync();
    }

    private static MasterCommandOptions Options(ParseResult parsed)
    {
        var format = parsed.GetValue(Format)!;
        var commands = (parsed.GetValue(Command) ?? []).Select(CommandRequest.Parse)
            .Select(c => c with { Select = parsed.GetValue(Select) && !c.SelectsOnly && !c.Deactivates })
            .Select(c => parsed.GetValue(Time) ? c.WithTime().Checked() : c.Checked());
        var options = new MasterCommandOptions
        {
            Masters = [.. MastersOf(parsed)],
            Interrogate = parsed.GetValue(Gi),
            Clock = parsed.GetValue(Clock),
            Counters = parsed.GetValue(Counters),
            Test = parsed.GetValue(Test),
            Reads = [.. (parsed.GetValue(Read) ?? []).Select(AddressOf)],
            Commands = [.. commands],
            Expectations = [.. (parsed.GetValue(Expect) ?? []).Select(ExpectationOf)],
            For = Seconds(parsed, For),
            Header = format == "csv" ? SignalFormat.CsvHeader : null,
            Format = format switch
            {
                "text" => SignalFormat.Text,
                "csv" => SignalFormat.Csv,
                "json" => SignalFormat.Json,
                _ => throw new FormatException($"--format {format} is none of text, csv, json"),
            },
            Http = HttpOptions.Of(parsed),
        };
        return options with { Start = options.HasWork || parsed.GetValue(Start) };
    }

    private static IEnumerable<MasterConfig> MastersOf(ParseResult parsed)
    {
        var count = Within(parsed.GetValue(Masters), "--masters", 1, 10_000);
        IPAddress? from = null;
        if (parsed.GetValue(From) is { } text && !IPAddress.TryParse(text, out from))
        {
            throw new FormatException($"--from {text} is no address, as 127.0.0.2");
        }

        var config = new MasterConfig
        {
            Name = "",
            Targets = [],
            Address = new CommonAddress((ushort)Within(parsed.GetValue(Ca), "--ca", 1, 65535)),
            Originator = new OriginatorAddress((byte)Within(parsed.GetValue(Oa), "--oa", 0, 255)),
            Reconnect = Seconds(parsed, Reconnect),
            Link = new LinkConfig
            {
                K = Within(parsed.GetValue(K), "-k", 1, LinkConfig.MaxK),
                W = Within(parsed.GetValue(W), "-w", 1, LinkConfig.MaxK),
                T0 = Seconds(parsed, T0) ?? LinkConfig.Default.T0,
                T1 = Seconds(parsed, T1) ?? LinkConfig.Default.T1,
                T2 = Seconds(parsed, T2) ?? LinkConfig.Default.T2,
                T3 = Seconds(parsed, T3) ?? LinkConfig.Default.T3,
            },
        };
        var number = 0;
        foreach (var station in parsed.GetValue(Stations)!)
        {
            var targets = station.Split(',').Select(t => EndPoints.TryParse(t, out var target, out var why) ? target : throw new FormatException(why)).ToImmutableArray();
            for (var one = 0; one < count; one++, number++)
            {
                yield return config with { Name = $"m{number + 1}", Targets = targets, LocalAddress = from is null ? null : Addresses.After(from, number) };
            }
        }
    }

    private static MasterExpectation ExpectationOf(string text)
    {
        try
        {
            return MasterExpectation.Parse(text);
        }
        catch (WordingException e)
        {
            throw new FormatException($"--expect \"{text}\":{e.Column}: {e.Message}", e);
        }
    }

    private static InformationObjectAddress AddressOf(string text) =>
        uint.TryParse(text, out var ioa) && ioa <= InformationObjectAddress.Max
            ? new InformationObjectAddress(ioa)
            : throw new FormatException($"--read {text} is no information object address: 0..{InformationObjectAddress.Max}");

    private static int Within(int value, string name, int least, int most) =>
        value >= least && value <= most ? value : throw new FormatException($"{name} {value} is not within {least}..{most}");

    private static TimeSpan? Seconds(ParseResult parsed, Option<double?> option) => parsed.GetValue(option) switch
    {
        null => null,
        > 0 and <= 1_000_000 and var seconds => TimeSpan.FromSeconds(seconds),
        var seconds => throw new FormatException($"{option.Name} {seconds} is no time: seconds above 0, at most 1000000"),
    };
}
