using System.Collections.Immutable;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Simulator.Rtus;

/// <summary>
/// An RTU's counters as counter interrogations see them: a freeze takes a reading, which is what is read until the next one; the sequence
/// number counts the freezes (60870-5-101, 7.4.8). Counter n of the file is in counter group 1 + (n - 1) mod 4.
/// </summary>
internal sealed class Counters(ImmutableArray<PointKey> keys, Points points)
{
    private const int Groups = 4;

    private readonly Dictionary<PointKey, double> _frozen = [];
    private int _sequence;

    /// <summary>FRZ other than 0.</summary>
    public void Freeze(Qcc qcc)
    {
        var resets = qcc.Freeze is Iec104.Elements.Freeze.FreezeWithReset or Iec104.Elements.Freeze.Reset;
        var freezes = qcc.Freeze is Iec104.Elements.Freeze.FreezeWithReset or Iec104.Elements.Freeze.FreezeWithoutReset;
        _sequence = freezes ? (_sequence + 1) & 0x1F : _sequence;
        foreach (var key in Of(qcc.Request))
        {
            if (freezes)
            {
                _frozen[key] = points.Find(key)!.Value.Value.Number;
            }

            if (resets)
            {
                points.Set(key, new PointState(0, Quality.Good));
            }
        }
    }

    /// <summary>The answer to a counter interrogation.</summary>
    public List<byte[]> Read(AsduHead head, Qcc qcc)
    {
        var asdus = new List<byte[]>();
        var writer = new AsduWriter(new byte[AsduView.MaxOctets], head);
        foreach (var key in Of(qcc.Request))
        {
            if (writer.Room == 0)
            {
                asdus.Add(writer.Asdu.Octets.ToArray());
                writer = new AsduWriter(new byte[AsduView.MaxOctets], head);
            }

            var (value, quality) = points.Find(key)!.Value;
            writer.Add(key.Address, new Bcr((int)_frozen.GetValueOrDefault(key, value.Number), _sequence, quality));
        }

        if (writer.Count > 0)
        {
            asdus.Add(writer.Asdu.Octets.ToArray());
        }

        return asdus;
    }

    public void Reset()
    {
        _frozen.Clear();
        _sequence = 0;
    }

    private IEnumerable<PointKey> Of(int request) => keys.Where((_, at) => request == Qcc.General || at % Groups == request - 1);
}
