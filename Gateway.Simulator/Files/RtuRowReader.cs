using System.Collections.Immutable;
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Links;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Files;

/// <summary>Reads one row of an RTU, and reports what is not as it seems. <see cref="IsGood"/> turns false where the row cannot be used.</summary>
internal sealed class RtuRowReader(CsvRow row, FileFindings findings)
{
    public const int Id = 1;
    public const int Name = 2;
    public const int Number = 3;
    public const int Port = 4;
    public const int Hosts = 5;
    public const int K = 6;
    public const int IdleTime = 7;
    public const int Signals = 8;

    private const int LongestName = 16;
    private const string Broadcast = "65535";

    public bool IsGood { get; private set; } = true;

    public CsvRow Row => row;

    public void Error(int cell, string message, string advice)
    {
        IsGood = false;
        findings.Error(row.Line, cell, $"{message}; the row is skipped", advice);
    }

    public void Warning(int cell, string message, string advice) => findings.Warning(row.Line, cell, message, advice);

    public string ReadName()
    {
        var name = row[Name];
        if (name.Length == 0)
        {
            Warning(Name, $"sys name is missing; 'RTU {row[Number]}' is taken", "give the row a name; it is what logs show");
            return $"RTU {row[Number]}";
        }

        if (name.Length <= LongestName)
        {
            return name;
        }

        var taken = name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
        Warning(Name, $"sys name {FileFindings.Quoted(name)} is longer than {LongestName} characters; '{taken}' is taken", "shorten it");
        return taken;
    }

    public CommonAddress ReadNumber()
    {
        if (row[Number] == Broadcast)
        {
            Error(Number, $"rtu no {Broadcast} is the broadcast address", "give it one from 1 to 65534");
        }

        return new CommonAddress((ushort)Required(Number, "rtu no", 65534));
    }

    public RtuPort ReadPort(IPAddress listen) => new(new IPEndPoint(listen, Required(Port, "port no", 65535)))
    {
        Hosts = ReadHosts(),
        Link = ReadLink(),
    };

    private LinkConfig ReadLink()
    {
        var k = Optional(K, "k", LinkConfig.MaxK, LinkConfig.Default.K);
        var idle = TimeSpan.FromSeconds(Optional(IdleTime, "idletime", 1_000_000, 60));
        if (idle <= LinkConfig.Default.T3 + LinkConfig.Default.T1)
        {
            Warning(IdleTime, $"idletime {idle.TotalSeconds} is not above t3 + t1 ({(LinkConfig.Default.T3 + LinkConfig.Default.T1).TotalSeconds} s): a quiet connection is closed before a TESTFR could keep it", "give it 60");
        }

        return LinkConfig.Default with { K = k, IdleTimeout = idle };
    }

    private AddressList ReadHosts()
    {
        var text = row[Hosts];
        if (text.Length == 0)
        {
            return AddressList.Everybody;
        }

        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var entry in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (AddressList.TryParse(entry, out var network))
            {
                networks.Add(network);
            }
            else
            {
                Warning(Hosts, $"hosts entry {FileFindings.Quoted(entry)} is neither an address nor a network; it is left out", "write it as 10.1.1.7 or 10.1.1.0/24; names and leading zeros are not read");
            }
        }

        if (networks.Count == 0)
        {
            Warning(Hosts, "no entry of hosts is good: nobody is admitted", "mend it, or leave the cell empty to admit everybody");
        }

        return new AddressList(networks.ToImmutable());
    }

    private int Required(int cell, string name, int most)
    {
        if (row.TryRead(cell, 1, most, out var value))
        {
            return (int)value;
        }

        if (row[cell] != Broadcast)
        {
            Error(cell, row[cell].Length == 0 ? $"{name} is missing" : $"{name} {FileFindings.Quoted(row[cell])} is not a number from 1 to {most}", $"give it one from 1 to {most}");
        }

        return 0;
    }

    private int Optional(int cell, string name, int most, int otherwise)
    {
        if (row[cell].Length == 0)
        {
            return otherwise;
        }

        if (row.TryRead(cell, 1, most, out var value))
        {
            return (int)value;
        }

        Warning(cell, $"{name} {FileFindings.Quoted(row[cell])} is not a number from 1 to {most}; {otherwise} is taken", $"give it one from 1 to {most}, or leave it empty");
        return otherwise;
    }
}
