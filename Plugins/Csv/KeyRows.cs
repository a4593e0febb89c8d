using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>The keys of a dialect, and what the rows that begin with one of them say.</summary>
internal sealed class KeyRows
{
    private readonly Findings _findings;
    private readonly ImmutableArray<string> _columns;
    private readonly Dictionary<string, Action<KeyRow>> _readers = new(StringComparer.Ordinal);
    private readonly TimeKeys _time = new();

    /// <param name="policies">The dialect's routing policies, where no row names others.</param>
    /// <param name="columns">Names that are keys in the other dialect, and columns in this one.</param>
    public KeyRows(Findings findings, ImmutableArray<string> policies, ImmutableArray<string> columns)
    {
        _findings = findings;
        _columns = columns;
        Policies = policies;
        Add("nogui", ReadNoGui);
        Add("ntp_server", _time.ReadServer);
        Add("ntp_update_every_sec", _time.ReadInterval);
        Add("ntp_max_step", _time.ReadMaxStep);
        Add("policies", ReadPolicies);
    }

    public bool NoGui { get; private set; }

    public ImmutableArray<string> Policies { get; private set; }

    /// <summary>The row that names the policies; null where the dialect's hold.</summary>
    public int? PoliciesLine { get; private set; }

    /// <summary>Where in that row each of them stands.</summary>
    public ImmutableArray<NamePlace> PolicyPlaces { get; private set; } = [];

    public TimeConfig Time => _time.Config;

    public void Add(string key, Action<KeyRow> read) => _readers.Add(key, read);

    public bool IsKey(string text) => _readers.ContainsKey(text) || text == TimeKeys.MisspeltServer;

    /// <summary>Reads a row that begins with a key.</summary>
    public void Read(CsvRow row) =>
        _readers[row[1] == TimeKeys.MisspeltServer ? "ntp_server" : row[1]](new KeyRow(row, _findings, IsKey));

    /// <summary>A row that is no group and has no key is a comment; one that looks otherwise is told.</summary>
    public void TellNoKey(CsvRow row)
    {
        var first = row[1];
        if (_columns.Contains(first, StringComparer.Ordinal))
        {
            var column = first == "bufsize" ? "buffsize" : first;
            _findings.Warning(
                row.Line, 1, $"'{first}' is not read in this dialect: each group's row has its own", $"put the value into the groups' column {column}");
        }
        else if (_readers.Keys.FirstOrDefault(k => k.Equals(first, StringComparison.OrdinalIgnoreCase)) is { } key)
        {
            _findings.Warning(row.Line, 1, $"'{first}' is no key, and the row is read as a comment", $"write {key}");
        }
        else if (row.Width == 2 && IsWord(first))
        {
            _findings.Warning(
                row.Line,
                1,
                $"{Findings.Quoted(first)} is no key, and the row is read as a comment",
                $"the keys are {string.Join(", ", _readers.Keys)}; begin a comment with '#'");
        }
    }

    private static bool IsWord(string text) => text.Length > 0 && !text.StartsWith('#') && !text.Any(char.IsWhiteSpace);

    private void ReadNoGui(KeyRow row)
    {
        NoGui = true;
        row.IsFlag("begin the row with '#' to have the dashboard");
    }

    // Ours, not the originals': the routing policies of all groups, in their order (R12).
    private void ReadPolicies(KeyRow row)
    {
        if (row.Values is not { Length: > 0 } values)
        {
            row.Warning(2, "policies names none; the standard ones are taken", $"write their names in their order: policies,maintenance,{string.Join(',', Policies)}");
            return;
        }

        string[] names = [.. values.Select(v => v.Text)];
        if (PoliciesLine is { } before)
        {
            row.Replaces(before, string.Join(',', Policies), string.Join(',', names));
        }

        Policies = [.. names];
        PoliciesLine = row.Line;
        PolicyPlaces = [.. values.Select(v => new NamePlace(v.Text, Group: null, row.Line, v.Cell))];
    }
}
