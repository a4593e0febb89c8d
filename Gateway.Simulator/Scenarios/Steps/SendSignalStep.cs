using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>send M_SP_TB_1 ioa 1001 = ON from A cot spont quality "IV NT"</c>: one signal.</summary>
internal sealed record SendSignalStep(
    TypeIdentification Type, InformationObjectAddress Object, SignalValue Value, IReadOnlyList<string> Rtus, Cause Cause, Quality Quality) : Step
{
    public static Step Read(StepReader reader)
    {
        var words = reader.Words;
        var (type, address, value) = SignalWords.Read(words);
        var (cause, quality) = (Cause.Spontaneous, Quality.Good);
        IReadOnlyList<string>? rtus = null;
        while (!words.IsAtEnd)
        {
            if (words.TryTake("from"))
            {
                rtus = reader.Rtus();
            }
            else if (words.TryTake("cot"))
            {
                var word = words.Next("a cause of transmission");
                cause = CauseNames.TryParse(word.Text, out var known) ? known : throw new WordingException(word.Column, $"\"{word.Text}\" is no cause of transmission: 1..63, or {CauseNames.All}");
            }
            else if (words.TryTake("quality"))
            {
                quality = SignalWords.QualityOf(words.Next("a quality"));
            }
            else
            {
                break;
            }
        }

        return new SendSignalStep(type, address, value, rtus ?? reader.RtusBehind(), cause, quality);
    }

    public override async Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        foreach (var name in Rtus)
        {
            try
            {
                await run.Rtu(name).SendAsync(Type, Object, Value, Quality, Cause);
            }
            catch (ArgumentException e)
            {
                return StepOutcome.Failed(e.Message);
            }
        }

        return StepOutcome.Done("sent");
    }
}
