using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>The rows of a file with one id, in the port-per-master dialect: what they make, or why it cannot run.</summary>
internal sealed class GroupRows(string id, int firstLine)
{
    private readonly List<MasterPortConfig> _ports = [];
    private readonly List<int> _badMasters = [];
    private readonly List<int> _earlyMasters = [];
    private bool _hasBadSlave;
    private GroupConfig? _slave;

    /// <summary>The slave's row; null until there is one that can be used.</summary>
    public RowReader? Slave { get; private set; }

    /// <summary>The slave's name.</summary>
    public string Name => _slave?.Name ?? "";

    /// <param name="read">The row, in error or not.</param>
    /// <param name="group">What it makes, without its ports.</param>
    public void AddSlave(RowReader read, GroupConfig group)
    {
        if (read.IsGood)
        {
            (Slave, _slave) = (read, group);
        }
        else
        {
            _hasBadSlave = true;
        }
    }

    /// <param name="read">The row, in error or not.</param>
    /// <returns>Whether the port is listened on: it has a slave before it, and no error.</returns>
    public bool AddMaster(RowReader read, MasterPortConfig port)
    {
        if (_slave is null)
        {
            _earlyMasters.Add(read.Row.Line);
            return false;
        }

        if (!read.IsGood)
        {
            _badMasters.Add(read.Row.Line);
            return false;
        }

        _ports.Add(port);
        return true;
    }

    /// <summary>The group; null, and told once, where it lacks its RTU or its masters. Asked once, when all rows are read.</summary>
    public GroupConfig? Result(Findings findings)
    {
        if (Slave is null || _slave is null)
        {
            TellNoSlave(findings);
            return null;
        }

        foreach (var line in _earlyMasters)
        {
            findings.Error(
                line,
                1,
                $"this master stands before the slave of group {id} in row {Slave.Row.Line}; the row is skipped",
                "move the slave's row before its masters");
        }

        if (_ports.Count > 0)
        {
            return _slave with { Ports = [.. _ports] };
        }

        int[] skipped = [.. _earlyMasters.Concat(_badMasters).Order()];
        findings.Error(
            Slave.Row.Line,
            1,
            $"group {id} ({Name}) does not run: {(skipped.Length > 0 ? $"its {Masters(skipped)} skipped" : "it has no master")}",
            skipped.Length > 0 ? "mend one at least" : $"add a row behind this one for each master: id {id}, a port, and Y in the cell master");
        return null;
    }

    private void TellNoSlave(Findings findings)
    {
        var reason = _hasBadSlave ? "its slave's row is skipped" : "it has no slave";
        findings.Error(
            firstLine,
            1,
            $"group {id} does not run: {reason}{(_earlyMasters.Count > 0 ? $", so its {Masters(_earlyMasters)} skipped" : "")}",
            _hasBadSlave ? "mend the slave's row" : $"add the slave's row before them: id {id}, N in the cell master, and the RTU's IP:PORT in hosts");
    }

    private static string Masters(IReadOnlyList<int> lines) =>
        lines.Count == 1 ? $"master in row {lines[0]} is" : $"masters in rows {string.Join(", ", lines)} are";
}
