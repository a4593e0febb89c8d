using System.Collections.Immutable;
using System.Net;
using Gateway.Iec104;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Files;

/// <summary>The RTUs of a file as its rows make them: each row is a port, and rows with one RTU number are one RTU.</summary>
internal sealed class RtuRows(IPAddress listen, SignalFiles signals, FileFindings findings)
{
    private readonly List<Rtu> _rtus = [];
    private readonly Dictionary<int, CsvRow> _ports = [];
    private readonly Dictionary<string, CsvRow> _ids = new(StringComparer.Ordinal);

    public ImmutableArray<RtuDefinition> Rtus =>
        [.. _rtus.Select(r => new RtuDefinition(new RtuConfig { Name = r.Name, Number = r.Number, Ports = [.. r.Ports] }, r.Signals))];

    public void Add(CsvRow row)
    {
        var read = new RtuRowReader(row, findings);
        var name = read.ReadName();
        var number = read.ReadNumber();
        var port = read.ReadPort(listen);
        CheckPort(read, port.Local.Port);
        CheckFile(read);
        if (!read.IsGood || signals.Read(row[RtuRowReader.Signals]) is not { } ofRow)
        {
            return;
        }

        _ports[port.Local.Port] = row;
        if (!_ids.TryAdd(row[RtuRowReader.Id], row))
        {
            read.Warning(RtuRowReader.Id, $"id {row[RtuRowReader.Id]} is that of row {_ids[row[RtuRowReader.Id]].Line}, too", "give each row an id of its own");
        }

        if (_rtus.Find(r => r.Number == number) is { } rtu)
        {
            TellDifferences(read, rtu, name);
            rtu.Ports.Add(port);
        }
        else
        {
            _rtus.Add(new Rtu(row, name, number, ofRow, [port]));
        }
    }

    private static void TellDifferences(RtuRowReader read, Rtu rtu, string name)
    {
        if (name != rtu.Name)
        {
            read.Warning(RtuRowReader.Name, $"RTU {rtu.Number} has the name '{rtu.Name}' in row {rtu.Row.Line}, which is taken", "give all ports of an RTU one name");
        }

        if (read.Row[RtuRowReader.Signals] != rtu.Row[RtuRowReader.Signals])
        {
            read.Warning(RtuRowReader.Signals, $"RTU {rtu.Number} has the signals of {rtu.Row[RtuRowReader.Signals]} by row {rtu.Row.Line}, which are taken", "give all ports of an RTU one file");
        }
    }

    private void CheckPort(RtuRowReader read, int port)
    {
        if (_ports.TryGetValue(port, out var by))
        {
            read.Error(RtuRowReader.Port, $"port {port} is taken by row {by.Line} ({by[RtuRowReader.Name]})", "give this row a port of its own");
        }
    }

    private void CheckFile(RtuRowReader read)
    {
        var file = read.Row[RtuRowReader.Signals];
        if (file.Length == 0)
        {
            read.Error(RtuRowReader.Signals, "iodata.csv is missing", "name a file of the folder 'data' beside this one");
        }
        else if (!signals.Exists(file))
        {
            read.Error(RtuRowReader.Signals, $"there is no file {FileFindings.Quoted($"data/{file}")}", "put it there, or mend its name");
        }
    }

    private sealed record Rtu(CsvRow Row, string Name, CommonAddress Number, RtuSignals Signals, List<RtuPort> Ports);
}
