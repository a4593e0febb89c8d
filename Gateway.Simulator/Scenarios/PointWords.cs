using Gateway.Iec104;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Scenarios.Steps;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios;

/// <summary>Reads the points and commands of an RTU.</summary>
internal static class PointWords
{
    /// <summary><c>signal 1 M_SP_TB_1 ioa 1001 = OFF to 1010</c></summary>
    public static RtuSignals AddSignals(RtuSignals signals, WordReader words, int line)
    {
        var index = (int)words.Number("an index", 1, int.MaxValue);
        var (type, address, value) = SignalWords.Read(words);
        var (isInterrogated, wait, last) = (true, TimeSpan.Zero, address);
        while (!words.IsAtEnd)
        {
            if (words.TryTake("no-gi"))
            {
                isInterrogated = false;
            }
            else if (words.TryTake("wait"))
            {
                wait = words.Duration();
            }
            else if (words.TryTake("to"))
            {
                last = new((uint)words.Number("the last information object address", address.Value, Math.Min(InformationObjectAddress.Max, address.Value + 99_999)));
            }
            else
            {
                throw words.Fault("no-gi, wait or to");
            }
        }

        var rows = Enumerable.Range((int)address.Value, (int)(last.Value - address.Value + 1))
            .Select(ioa => new SignalRow(line, index, isInterrogated, type, new((uint)ioa), value, wait));
        return new RtuSignals([.. signals.Rows, .. rows], signals.Commands);
    }

    /// <summary><c>obeys C_SC_NA_1 ioa 21001 -> 1001</c></summary>
    public static RtuSignals AddCommand(RtuSignals signals, WordReader words, int line)
    {
        var word = words.Next("a command's type, as C_SC_NA_1");
        if (!Frames.TypeNames.TryParse(word.Text, out var type) || !CommandRequest.IsCommand(type))
        {
            throw new WordingException(word.Column, $"\"{word.Text}\" is no command: 45..51 or 58..64, as C_SC_NA_1");
        }

        words.Take("ioa");
        var address = words.ObjectAddress();
        words.Take("->");
        _ = words.TryTake("ioa");
        var status = words.ObjectAddress();
        return new RtuSignals(signals.Rows, signals.Commands.Add(new CommandRow(line, type, address, status)));
    }
}
