using System.Collections.Immutable;
using System.Net;

namespace Gateway.Simulator.Files;

/// <summary>
/// Reads <c>iec104rs.csv</c> and the signal files in <c>data/</c> beside it: <c>id,sys name,rtu no,port no,hosts,k,idletime,iodata.csv</c>. Rows with the same
/// RTU number are ports of one RTU. A row whose first cell is no number is a comment or a setting; <c>!</c> ends the file.
/// </summary>
public static class RtuFile
{
    public const string DefaultName = "iec104rs.csv";

    private static readonly string[] Keys = ["ntp_server", "ntp_update_every_sec"];

    /// <param name="path">The file, or the folder that holds it under its usual name.</param>
    /// <param name="listen">Where its ports are opened.</param>
    public static RtuFileContent Read(string path, IPAddress listen)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, DefaultName) : path;
        var findings = new FileFindings(file);
        var signalFindings = new List<FileFinding>();
        var signals = new SignalFiles(Path.Combine(Path.GetDirectoryName(file) ?? "", "data"), signalFindings);
        var rtus = CsvText.Read(file, findings) is { } rows ? Read(rows, listen, signals, findings) : [];
        return new RtuFileContent(rtus, [.. findings.All, .. signalFindings]);
    }

    private static ImmutableArray<RtuDefinition> Read(IReadOnlyList<CsvRow> rows, IPAddress listen, SignalFiles signals, FileFindings findings)
    {
        var all = new RtuRows(listen, signals, findings);
        var end = rows.FirstOrDefault(r => r.IsEnd);
        foreach (var row in rows.TakeWhile(r => r != end))
        {
            if (row.HasNumber)
            {
                all.Add(row);
            }
            else
            {
                TellKey(row, findings);
            }
        }

        if (end is not null)
        {
            var beyond = rows.SkipWhile(r => r != end).Skip(1).Count(r => r.HasNumber);
            findings.Warning(end.Line, 1, $"{FileFindings.Quoted(end[1])} ends the file: {beyond} rows of RTUs behind it are not read", "begin the row with # to leave out it alone");
        }

        var rtus = all.Rtus;
        if (rtus.IsEmpty)
        {
            findings.Error(1, 1, "no row is a good RTU", "write rows as 1,Substation,32,2404,,12,60,iodata1.csv");
        }

        return rtus;
    }

    private static void TellKey(CsvRow row, FileFindings findings)
    {
        var key = row[1];
        if (row.IsComment)
        {
            return;
        }

        if (Keys.Contains(key, StringComparer.Ordinal))
        {
            findings.Warning(row.Line, 1, $"{key} has no effect: the simulator leaves the machine's clock alone", "remove the row; a master sets an RTU's clock");
        }
        else if (CsvRow.IsDigits(row[RtuRowReader.Number]) && CsvRow.IsDigits(row[RtuRowReader.Port]))
        {
            findings.Error(row.Line, 1, $"id {FileFindings.Quoted(key)} is not a number; the row is skipped", "give it a number, or begin a comment with #");
        }
        else if (row[2].Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            findings.Warning(row.Line, 1, $"{FileFindings.Quoted(key)} is no setting, and is read as a comment", $"the settings are {string.Join(" and ", Keys)}; begin a comment with #");
        }
    }
}
