using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>command C_SC_NA_1 ioa 21001 = ON select time from m1 expect positive within 5 s</c>.</summary>
internal sealed record CommandStep(CommandRequest Command) : RequestStep
{
    public static Step Read(StepReader reader) => Read(reader, c => c);

    /// <summary><c>select C_SC_NA_1 ioa 21001 = ON from m1</c>: its execute may come later, by <c>command</c>, or never.</summary>
    public static Step ReadSelect(StepReader reader) => Read(reader, c => c with { SelectsOnly = true });

    /// <summary><c>cancel C_SC_NA_1 ioa 21001 = ON from m1</c></summary>
    public static Step ReadCancel(StepReader reader) => Read(reader, c => c with { Deactivates = true });

    private static CommandStep Read(StepReader reader, Func<CommandRequest, CommandRequest> kind)
    {
        var words = reader.Words;
        var type = words.Next("a command's type, as C_SC_NA_1 or 45");
        words.Take("ioa");
        var address = words.ObjectAddress();
        words.Take("=");
        var value = words.Next("a value, as ON or 49.98");
        T Fits<T>(Func<T> make)
        {
            try
            {
                return make();
            }
            catch (FormatException e)
            {
                throw new WordingException(e.Message.StartsWith($"\"{type.Text}\" is no command", StringComparison.Ordinal) ? type.Column : value.Column, e.Message);
            }
        }

        var command = kind(Fits(() => CommandRequest.Create(type.Text, address.ToString(), value.Text)));
        while (true)
        {
            if (!command.SelectsOnly && !command.Deactivates && words.TryTake("select"))
            {
                command = command with { Select = true };
            }
            else if (words.TryTake("time"))
            {
                command = command.WithTime();
            }
            else if (words.TryTake("qualifier"))
            {
                command = command with { Qualifier = (byte)words.Number("a qualifier (QU or QL)", 0, 127) };
            }
            else
            {
                break;
            }
        }

        return ReadRest(reader, new CommandStep(Fits(command.Checked)));
    }

    protected override async Task<(RequestOutcome Outcome, string Remark)> AskAsync(IMaster master, CommonAddress address, DateTime now)
    {
        var result = await master.CommandAsync(Command with { Address = address });
        return (result.Confirmation, result.Select is { } select && select != RequestOutcome.Positive ? "to the select" : "");
    }
}
