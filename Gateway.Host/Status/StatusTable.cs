namespace Gateway.Host.Status;

/// <summary>The status as people read it at a console: the same as the document, in columns.</summary>
internal static class StatusTable
{
    private static readonly string[] Head =
        ["ID", "NAME", "STATE", "SINCE", "RTU", "PORT", "MASTERS", "QUEUE", "BEHIND", "UNACK", "REQUESTS", "FROM RTU", "TO MASTERS", "MISSED"];

    public static void Write(StatusDocument status, TextWriter to)
    {
        var (program, totals) = (status.Program, status.Totals);
        to.WriteLine($"{program.Name} {program.Version}, {program.Instance}, process {program.ProcessId} on {program.Machine}, since {Time(program.Started)}");
        to.WriteLine($"configuration: {status.Configuration.LastLoad.Result}; errors {status.Configuration.LastLoad.Errors}, warnings {status.Configuration.LastLoad.Warnings}");
        to.WriteLine($"time: {status.Time.Text}{(status.Time.LastError is { } error ? $" [{error}]" : "")}");
        foreach (var problem in program.Problems)
        {
            to.WriteLine(problem);
        }

        foreach (var plugin in status.Plugins.Where(p => p.Error is not null))
        {
            to.WriteLine(plugin.Error);
        }

        foreach (var finding in status.Configuration.LastLoad.Findings)
        {
            to.WriteLine(finding.Text);
        }

        to.WriteLine($"groups {totals.Groups}: up {totals.Up}, waiting {totals.Waiting}, down {totals.Down}, with problems {totals.WithProblems}; masters {totals.Masters}");
        to.WriteLine();
        WriteColumns([Head, .. status.Groups.Select(Cells)], to);
        foreach (var group in status.Groups.Where(g => g.Problems.Count > 0 || g.LastFault is not null || g.HasUnsavedEdit))
        {
            to.WriteLine();
            to.WriteLine($"{group.Id} {group.Name}:{(group.HasUnsavedEdit ? " runs with an edit that is not saved" : "")}");
            foreach (var problem in group.Problems)
            {
                to.WriteLine($"  {problem}");
            }

            if (group.LastFault is { } fault)
            {
                to.WriteLine($"  last fault {Time(fault.At)}{(fault.Times > 1 ? $" ({fault.Times} times)" : "")}: {fault.Peer}{(fault.Peer.Length > 0 ? ": " : "")}{fault.What}");
            }
        }
    }

    private static string[] Cells(GroupStatus g) =>
    [
        g.Id,
        g.Name,
        g.State,
        Time(g.Since),
        g.RtuHost ?? "-",
        string.Join(' ', g.Ports),
        $"{g.Started}/{g.Connected}",
        $"{g.Queued}",
        g.BehindSeconds is { } behind ? $"{behind:0.0} s" : "-",
        $"{g.Unacknowledged}",
        $"{g.OpenRequests}+{g.WaitingRequests}",
        $"{g.Counters.FromRtu}",
        $"{g.Counters.ToMasters}",
        $"{g.Counters.Missed}",
    ];

    private static void WriteColumns(IReadOnlyList<string[]> rows, TextWriter to)
    {
        int[] widths = [.. Enumerable.Range(0, Head.Length).Select(column => rows.Max(r => r[column].Length))];
        foreach (var row in rows)
        {
            to.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private static string Time(DateTimeOffset at) => at.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss");
}
