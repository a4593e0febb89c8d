using System.Text;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>Changes a group's cells where they stand; all other cells, rows, comments and line ends stay octet by octet.</summary>
public sealed class CsvEditor : IConfigurationEditor
{
    // The columns of both dialects, 1 = first.
    private const int Name = 2;
    private const int Port = 3;
    private const int RtuNumber = 4;
    private const int Master = 5;
    private const int SlaveHosts = 6;
    private const int Hosts = 15;
    private const int Filter = 16;

    public IReadOnlyList<string> Extensions { get; } = [".csv"];

    public EditedFile Edit(ReadOnlyMemory<byte> file, GroupConfig before, GroupConfig after)
    {
        if (file.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return Not("the file is in UTF-16; save it as UTF-8 first");
        }

        var rows = CsvFile.Read(Encoding.UTF8.GetString(file.Span), new Findings(""));
        CsvRow[] own = [.. rows.TakeWhile(r => !r[1].StartsWith('!')).Where(r => r[1] == after.Id)];
        var lines = new CsvLines(file.Span, CsvFile.SeparatorOf(Encoding.UTF8.GetString(file.Span))[0]);
        var single = Array.Find(own, SinglePortDialect.IsWide);
        var why = single is not null ? EditSingle(lines, single, before, after) : EditRows(lines, own, before, after);
        return why is null ? new EditedFile(lines.Octets(), WhyNot: null) : Not(why);
    }

    private static string? EditSingle(CsvLines lines, CsvRow row, GroupConfig before, GroupConfig after)
    {
        if (after.Ports is not [var port] || before.Ports is not [var old])
        {
            return "a row of this dialect has one port";
        }

        if (port.Name != after.Name || port.CommonAddress != after.CommonAddress)
        {
            return "a port of this dialect has no name and no RTU number of its own";
        }

        return (before.Name == after.Name ? null : lines.Set(row, Name, after.Name))
            ?? (old.Listen.Port == port.Listen.Port ? null : lines.Set(row, Port, $"{port.Listen.Port}"))
            ?? (before.CommonAddress == after.CommonAddress ? null : lines.Set(row, RtuNumber, $"{after.CommonAddress.Value}"))
            ?? (before.Hosts.SequenceEqual(after.Hosts) ? null : lines.Set(row, Hosts, string.Join(';', after.Hosts)))
            ?? EditFilter(lines, row, Filter, old.Filter, port.Filter);
    }

    private static string? EditRows(CsvLines lines, CsvRow[] own, GroupConfig before, GroupConfig after)
    {
        if (Array.Find(own, r => r[Master] != "Y") is not { } slave)
        {
            return $"group {after.Id} is not found in the file";
        }

        var why = (before.Name == after.Name ? null : lines.Set(slave, Name, after.Name))
            ?? (before.CommonAddress == after.CommonAddress ? null : lines.Set(slave, RtuNumber, $"{after.CommonAddress.Value}"))
            ?? (before.Hosts.SequenceEqual(after.Hosts) ? null : lines.Set(slave, SlaveHosts, string.Join(';', after.Hosts)));
        for (var i = 0; i < after.Ports.Length && why is null; i++)
        {
            var (old, port) = (before.Ports[i], after.Ports[i]);
            why = Array.Find(own, r => r[Master] == "Y" && r[Port] == $"{old.Listen.Port}") is not { } row
                ? $"the row of port {old.Listen.Port} is not found in the file"
                : (old.Name == port.Name ? null : lines.Set(row, Name, port.Name))
                    ?? (old.Listen.Port == port.Listen.Port ? null : lines.Set(row, Port, $"{port.Listen.Port}"))
                    ?? (old.CommonAddress == port.CommonAddress ? null : lines.Set(row, RtuNumber, $"{port.CommonAddress.Value}"))
                    ?? EditFilter(lines, row, SlaveHosts, old.Filter, port.Filter);
        }

        return why;
    }

    private static string? EditFilter(CsvLines lines, CsvRow row, int cell, AddressFilter before, AddressFilter after) =>
        before == after ? null
        : !after.AdmitsEverybody && after.Networks.IsEmpty ? "a CSV file has no word for a filter that admits nobody"
        : lines.Set(row, cell, after.AdmitsEverybody ? "" : string.Join(';', after.Networks));

    private static EditedFile Not(string why) => new(Octets: null, why);
}
