using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>Which master has selected which command, and for how long.</summary>
internal sealed class Selects(RtuConfig config, TimeProvider time)
{
    private readonly Dictionary<InformationObjectAddress, Entry> _entries = [];

    /// <summary>A point that another master has selected cannot be selected.</summary>
    public bool TrySelect(IPEndPoint master, in AsduView command)
    {
        if (_entries.TryGetValue(command.FirstAddress, out var entry) && !IsOver(entry) && !entry.Master.Equals(master))
        {
            return false;
        }

        _entries[command.FirstAddress] = new Entry(master, Meaning(command), time.GetTimestamp());
        return true;
    }

    /// <summary>Why a command must not be executed; null: it may, and a select has served its purpose.</summary>
    public string? WhyNotExecute(IPEndPoint master, in AsduView command)
    {
        if (!_entries.TryGetValue(command.FirstAddress, out var entry))
        {
            return WhyNotDirect(command);
        }

        if (!entry.Master.Equals(master))
        {
            if (!IsOver(entry))
            {
                return $"selected by {entry.Master}";
            }

            _ = _entries.Remove(command.FirstAddress);
            return WhyNotDirect(command);
        }

        _ = _entries.Remove(command.FirstAddress);
        return IsOver(entry) ? $"its select is older than {config.SelectTimeout.TotalSeconds} s"
            : entry.Meaning.AsSpan().SequenceEqual(Meaning(command)) ? null
            : "it is not what was selected";
    }

    /// <summary>Whether there was a select of this master's to be given up.</summary>
    public bool TryCancel(IPEndPoint master, InformationObjectAddress point) =>
        _entries.TryGetValue(point, out var entry) && entry.Master.Equals(master) && _entries.Remove(point) && !IsOver(entry);

    /// <summary>The master is gone.</summary>
    public void Forget(IPEndPoint master)
    {
        foreach (var point in _entries.Where(e => e.Value.Master.Equals(master)).Select(e => e.Key).ToArray())
        {
            _ = _entries.Remove(point);
        }
    }

    public void Clear() => _entries.Clear();

    // A bitstring command has no select.
    private string? WhyNotDirect(in AsduView command) =>
        config.RequiresSelect && command.Type is not (TypeIdentification.C_BO_NA_1 or TypeIdentification.C_BO_TA_1) ? "not selected before" : null;

    // Type and value without S/E and time.
    private static byte[] Meaning(in AsduView command)
    {
        var octets = command.Objects[InformationObjectAddress.Octets..];
        var type = TypeTable.Find(command.Type)!;
        byte[] meaning = [(byte)command.Type, .. octets[..(type.Octets - (type.TimeTag == TimeTag.Cp56Time2a ? 7 : 0))]];
        meaning[^1] &= 0x7F;
        return meaning;
    }

    private bool IsOver(Entry entry) => time.GetElapsedTime(entry.Since) >= config.SelectTimeout;

    private readonly record struct Entry(IPEndPoint Master, byte[] Meaning, long Since);
}
