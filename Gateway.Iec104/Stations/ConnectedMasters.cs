using System.Net;

namespace Gateway.Iec104.Stations;

/// <summary>The connections of a controlled station, and how they are told to misbehave: those that stand and those that come.</summary>
internal sealed class ConnectedMasters
{
    private readonly List<ControlledConnection> _all = [];
    private bool _holdsAcknowledgement;
    private bool _sendsSingleOctets;

    public int Count => _all.Count;

    public int Started => _all.Count(m => m.IsStarted);

    /// <summary>What waits for k, at all of them.</summary>
    public int Waiting => _all.Sum(m => m.Waiting);

    /// <summary>What was sent and not acknowledged, at all of them.</summary>
    public int Outstanding => _all.Sum(m => m.Outstanding);

    public Instant Deadline
    {
        get
        {
            var first = Instant.Never;
            foreach (var master in _all)
            {
                first = Instant.Min(first, master.Deadline);
            }

            return first;
        }
    }

    /// <summary>Nothing that comes in is acknowledged.</summary>
    public bool HoldsAcknowledgement
    {
        set
        {
            _holdsAcknowledgement = value;
            _all.ForEach(m => m.HoldsAcknowledgement = value);
        }
    }

    /// <summary>Each octet is sent alone.</summary>
    public bool SendsSingleOctets
    {
        set
        {
            _sendsSingleOctets = value;
            _all.ForEach(m => m.SendsSingleOctets = value);
        }
    }

    /// <summary>Those of this moment: while they are gone through, some may go.</summary>
    public ControlledConnection[] Now() => [.. _all];

    /// <summary>The one that has started from there, if any.</summary>
    public ControlledConnection? FindStarted(IPEndPoint remote) => _all.Find(m => m.IsStarted && m.Remote.Equals(remote));

    public List<ControlledConnection>.Enumerator GetEnumerator() => _all.GetEnumerator();

    public void Add(ControlledConnection master)
    {
        master.HoldsAcknowledgement = _holdsAcknowledgement;
        master.SendsSingleOctets = _sendsSingleOctets;
        _all.Add(master);
    }

    /// <returns>False: it was gone.</returns>
    public bool Remove(ControlledConnection master) => _all.Remove(master);

    public void Flush() => _all.ForEach(m => m.Flush());
}
