using System.Collections.Immutable;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Simulator.Rtus;

/// <summary>The present values of an RTU's points. At first they are those of the file: of the row that interrogations show, or else of the first.</summary>
internal sealed class Points(RtuSignals signals)
{
    private readonly ImmutableArray<PointKey> _interrogated = signals.Interrogated;
    private readonly Dictionary<PointKey, PointState> _states = Initial(signals);

    public PointState? Find(PointKey key) => _states.TryGetValue(key, out var state) ? state : null;

    /// <summary>The first point with this address, whatever its type.</summary>
    public (PointKey Key, PointState State)? Find(InformationObjectAddress address)
    {
        foreach (var (key, state) in _states)
        {
            if (key.Address == address)
            {
                return (key, state);
            }
        }

        return null;
    }

    public bool Has(InformationObjectAddress address, TypeIdentification least, TypeIdentification most) =>
        _states.Keys.Any(k => k.Address == address && k.Type >= least && k.Type <= most);

    public void Set(PointKey key, PointState state) => _states[key] = state;

    /// <summary>As after a restart.</summary>
    public void Reset()
    {
        _states.Clear();
        foreach (var (key, state) in Initial(signals))
        {
            _states[key] = state;
        }
    }

    /// <summary>The answer to an interrogation: the points of the rows with GI=Y in the order of the file, as many of a type to an ASDU as fit.</summary>
    /// <param name="group">1..16; 0 is the whole station.</param>
    public List<byte[]> Interrogate(AsduHead head, int group)
    {
        var asked = _interrogated.Where(k => k.Type != TypeIdentification.M_IT_NA_1 && (group == 0 || StaticType.GroupOf(k.Type) == group));
        var asdus = new List<byte[]>();
        foreach (var type in asked.GroupBy(k => k.Type))
        {
            AppendTo(asdus, head with { Type = type.Key }, type);
        }

        return asdus;
    }

    private static Dictionary<PointKey, PointState> Initial(RtuSignals signals)
    {
        var states = new Dictionary<PointKey, PointState>();
        foreach (var row in signals.Rows.OrderByDescending(r => r.IsInterrogated))
        {
            if (PointKey.Of(row.Type, row.Object) is { } key)
            {
                _ = states.TryAdd(key, new PointState(row.Value.Octets.IsEmpty ? row.Value : WithoutTime(row, key), Quality.Good));
            }
        }

        return states;
    }

    // The static type's elements come first in the one with time.
    private static SignalValue WithoutTime(SignalRow row, PointKey key) => new(0, row.Value.Octets[..TypeTable.Find(key.Type)!.Octets]);

    private void AppendTo(List<byte[]> asdus, AsduHead head, IEnumerable<PointKey> keys)
    {
        var writer = new AsduWriter(new byte[AsduView.MaxOctets], head);
        foreach (var key in keys)
        {
            if (writer.Room == 0)
            {
                asdus.Add(writer.Asdu.Octets.ToArray());
                writer = new AsduWriter(new byte[AsduView.MaxOctets], head);
            }

            var (value, quality) = _states[key];
            writer.AddOctets(key.Address, ObjectWriter.Elements(key.Type, value, quality, default));
        }

        asdus.Add(writer.Asdu.Octets.ToArray());
    }
}
