using Gateway.Iec104;

namespace Gateway.Core.Delivery;

/// <summary>
/// Sees when the RTU stands still because acknowledgements come too late (D7): nothing came from it for 1 s while the oldest of its APDUs waited
/// for as long, and it goes on as soon as it is told. (An RTU that has nothing to say is silent, too; it does not go on then.)
/// </summary>
internal sealed class StandstillWatch
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    private Instant _heard = Instant.Never;
    private Instant _waitsSince = Instant.Never;
    private Instant _goesOnUntil;
    private uint _released;

    /// <summary>How long it stood still the last time.</summary>
    public TimeSpan Length { get; private set; }

    /// <summary>An APDU has come from the RTU. True: it had stood still.</summary>
    public bool Heard(Instant now)
    {
        var goesOn = now < _goesOnUntil;
        _goesOnUntil = default;
        _heard = now;
        if (_waitsSince == Instant.Never)
        {
            _waitsSince = now;
        }

        return goesOn;
    }

    /// <summary>So many APDUs the RTU has been told of, and so many it waits for.</summary>
    public void Released(uint released, int waiting, Instant now)
    {
        if (released != _released)
        {
            _released = released;
            if (_heard != Instant.Never && now >= _heard + Long && now >= _waitsSince + Long)
            {
                Length = now - _waitsSince;
                _goesOnUntil = now + Long;
            }

            _waitsSince = now;
        }

        if (waiting == 0)
        {
            _waitsSince = Instant.Never;
        }
    }

    /// <summary>Another connection.</summary>
    public void Reset()
    {
        _heard = Instant.Never;
        _waitsSince = Instant.Never;
        _goesOnUntil = default;
        _released = 0;
    }
}
