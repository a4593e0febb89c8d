using Gateway.Core.Masters;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>
/// The points that are selected, and by whom (R7): from the positive confirmation of the select until its owner's execute or deactivation is
/// answered, or until it times out; also when the owner leaves.
/// </summary>
internal sealed class SelectTable(TimeSpan timeout)
{
    private readonly Dictionary<(CommonAddress, uint), Selection> _selections = [];

    public Instant Deadline { get; private set; } = Instant.Never;

    public IReadOnlyDictionary<(CommonAddress CommonAddress, uint Address), Selection> Selections => _selections;

    public Selection Select(in RequestKey key, in AsduHead head, ReadOnlySpan<byte> objects, MasterSession owner, Instant now)
    {
        var until = now + timeout;
        var selection = new Selection(owner, key, head, objects.ToArray(), until);
        _selections[(key.CommonAddress, key.Detail)] = selection;
        Deadline = Instant.Min(Deadline, until);
        return selection;
    }

    /// <summary>Who has selected the point, if anybody.</summary>
    public Selection? Find(in RequestKey key) => _selections.TryGetValue((key.CommonAddress, key.Detail), out var selection) ? selection : null;

    public void Clear(in RequestKey key) => _selections.Remove((key.CommonAddress, key.Detail));

    public void ClearAll() => _selections.Clear();

    public void Expire(Instant now)
    {
        if (now < Deadline)
        {
            return;
        }

        Deadline = Instant.Never;
        foreach (var (point, selection) in _selections)
        {
            if (now >= selection.Until)
            {
                _ = _selections.Remove(point);
            }
            else
            {
                Deadline = Instant.Min(Deadline, selection.Until);
            }
        }
    }
}

/// <summary>A selected point's owner, and the select as the RTU got it.</summary>
internal sealed record Selection(MasterSession Owner, RequestKey Key, AsduHead Head, byte[] Objects, Instant Until);
