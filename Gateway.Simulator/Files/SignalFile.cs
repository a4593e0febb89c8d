using System.Collections.Immutable;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Files;

/// <summary>
/// Reads a signal file, <c>data/iodata*.csv</c>: <c>index,GI,typeid,IOA,Value,wait sec,rtu no,type id,ioa,value,T-out(s),Comment</c>. A row whose first
/// cell is no number is a comment; <c>!</c> ends what interrogations show.
/// </summary>
public static class SignalFile
{
    /// <summary>Null: it cannot be read, and a finding says why.</summary>
    public static RtuSignals? Read(string path, ICollection<FileFinding> findings)
    {
        var own = new FileFindings(path);
        var signals = CsvText.Read(path, own) is { } rows ? Read(rows, own) : null;
        foreach (var finding in own.All)
        {
            findings.Add(finding);
        }

        return signals;
    }

    private static RtuSignals Read(IReadOnlyList<CsvRow> rows, FileFindings findings)
    {
        var signals = ImmutableArray.CreateBuilder<SignalRow>();
        var commands = ImmutableArray.CreateBuilder<CommandRow>();
        CsvRow? end = null;
        var beyond = 0;
        foreach (var row in rows)
        {
            if (!row.HasNumber)
            {
                end ??= row.IsEnd ? row : null;
                TellLikelyRow(row, findings);
                continue;
            }

            var read = new SignalRowReader(row, findings, isBehindEnd: end is not null);
            if (read.Command is { } command)
            {
                commands.Add(command);
            }
            else if (read.Signal is { } signal)
            {
                signals.Add(signal);
                beyond += read.IsCutOff ? 1 : 0;
            }
        }

        if (beyond > 0)
        {
            findings.Warning(end!.Line, 1, $"'!' ends the interrogation: {beyond} rows behind it have GI=Y and are not part of it", "remove the row, or the Y of the rows behind it");
        }

        if (signals.Count == 0 && commands.Count == 0)
        {
            findings.Warning(1, 1, "no row is a signal or a command", "write rows as 301,Y,31,301,1,0,,,,,,breaker");
        }

        var result = new RtuSignals(signals.ToImmutable(), commands.ToImmutable());
        TellCommands(result, findings);
        return result;
    }

    // Nobody writes a comment so.
    private static void TellLikelyRow(CsvRow row, FileFindings findings)
    {
        if (!row.IsComment && !row.IsEnd && CsvRow.IsDigits(row[SignalRowReader.Type]) && CsvRow.IsDigits(row[SignalRowReader.Address]))
        {
            findings.Error(row.Line, 1, $"index {FileFindings.Quoted(row[1])} is not a number; the row is skipped", "give it a number, or begin a comment with #");
        }
    }

    private static void TellCommands(RtuSignals signals, FileFindings findings)
    {
        foreach (var command in signals.Commands)
        {
            if (signals.CommandAt(command.Object) is { } first && first != command)
            {
                findings.Warning(command.Line, SignalRowReader.Address, $"the command at IOA {command.Object} is defined in line {first.Line} already, which is taken", "remove one of them");
                continue;
            }

            var status = signals.StatusOf(command);
            if (status is null)
            {
                findings.Warning(command.Line, SignalRowReader.Value, $"no row has the status point {command.Status}: the command is confirmed and nothing is returned", "add a row of the status point behind this one");
            }
            else if (status.Line < command.Line)
            {
                findings.Warning(command.Line, SignalRowReader.Value, $"the row of the status point {command.Status} stands before its command, in line {status.Line}, and is taken; the original looks behind it only", "put it behind this one");
            }
        }
    }
}
