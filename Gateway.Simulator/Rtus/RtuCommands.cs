using System.Net;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using static Gateway.Iec104.Asdus.TypeIdentification;

namespace Gateway.Simulator.Rtus;

/// <summary>
/// Commands by the command rows of a file: ACT_CON, then the status point in its new state (COT 3, to everybody), then ACT_TERM. A select gets an
/// ACT_CON alone.
/// </summary>
internal sealed class RtuCommands(RtuConfig config, RtuSignals signals, Points points, Selects selects, RtuClock clock)
{
    public void Clear() => selects.Clear();

    public void Forget(IPEndPoint master) => selects.Forget(master);

    public void Answer(IPEndPoint master, in AsduView command, List<Answer> answers)
    {
        if (signals.CommandAt(command.FirstAddress) is not { } row)
        {
            answers.Add(Mirror.Unknown(command, Cause.UnknownInformationObjectAddress, "no row of the file defines this command"));
        }
        else if (command.Cause == Cause.Deactivation)
        {
            var wasSelected = selects.TryCancel(master, command.FirstAddress);
            answers.Add(Mirror.Of(command, config.Number, Cause.DeactivationConfirmation, negative: !wasSelected, wasSelected ? row.Comment : "nothing was selected"));
        }
        else if (RequestSelect.IsSelect(command))
        {
            var isSelected = selects.TrySelect(master, command);
            answers.Add(Mirror.Of(command, config.Number, Cause.ActivationConfirmation, negative: !isSelected, isSelected ? row.Comment : "selected by another master"));
        }
        else
        {
            Execute(row, command, selects.WhyNotExecute(master, command), answers);
        }
    }

    private void Execute(CommandRow row, in AsduView command, string? whyNot, List<Answer> answers)
    {
        var status = signals.StatusOf(row);
        var key = status is null ? null : PointKey.Of(status.Type, status.Object);
        var value = key is { } k ? NewValue(command, k) : null;
        if (whyNot is null && key is not null && value is null)
        {
            whyNot = "the status point cannot take this value";
        }

        if (whyNot is not null)
        {
            answers.Add(Mirror.Of(command, config.Number, Cause.ActivationConfirmation, negative: true, whyNot));
            return;
        }

        answers.Add(Mirror.Of(command, config.Number, Cause.ActivationConfirmation, negative: false, row.Comment));
        if (status is not null)
        {
            points.Set(key!.Value, new PointState(value!.Value, Quality.Good));
            var head = new AsduHead(status.Type, default, Cause.Spontaneous, default, config.Number);
            answers.Add(new Answer(ObjectWriter.Write(head, status.Object, value.Value, Quality.Good, clock.Now), IsEvent: true, status.Comment));
        }

        answers.Add(Mirror.Of(command, config.Number, Cause.ActivationTermination));
    }

    // Null: the point cannot have it.
    private SignalValue? NewValue(in AsduView command, PointKey status)
    {
        var order = command.InformationObjects[0].Value;
        var now = points.Find(status)?.Value.Number ?? 0;
        double? number = order.Kind switch
        {
            ElementKind.Sco or ElementKind.Dco => order.IsOn is { } isOn ? ForPoint(status, isOn) : null,
            ElementKind.Rco => StepOf(order) is { } step ? status.Type is M_SP_NA_1 or M_DP_NA_1 ? ForPoint(status, step > 0) : now + step : null,
            _ => order.Number,
        };
        return number is { } n && ObjectWriter.WhyNot(status.Type, n) is null ? n : null;
    }

    private static double ForPoint(PointKey status, bool isOn) => (isOn ? 1 : 0) + (status.Type == M_DP_NA_1 ? 1 : 0);

    private static int? StepOf(InformationValue order) => (StepCommand)order.Number switch
    {
        StepCommand.Lower => -1,
        StepCommand.Higher => 1,
        _ => null,
    };
}
