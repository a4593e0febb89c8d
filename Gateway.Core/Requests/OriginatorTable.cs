using Gateway.Iec104;

namespace Gateway.Core.Requests;

/// <summary>
/// The originator addresses that tell a group's masters apart at the RTU (R3): 1..255, the longest unused first; 0 when all are taken. One is
/// free again when its session is gone and none of its requests is open.
/// </summary>
internal sealed class OriginatorTable
{
    private readonly Queue<byte> _free = new(byte.MaxValue);
    private readonly int[] _uses = new int[256];

    public OriginatorTable()
    {
        for (var value = 1; value <= byte.MaxValue; value++)
        {
            _free.Enqueue((byte)value);
        }
    }

    /// <summary>An address for a session, with one use: the session's.</summary>
    public OriginatorAddress Take()
    {
        if (!_free.TryDequeue(out var value))
        {
            return OriginatorAddress.None;
        }

        _uses[value] = 1;
        return new OriginatorAddress(value);
    }

    /// <summary>An open request uses it, too.</summary>
    public void Use(OriginatorAddress address)
    {
        if (address != OriginatorAddress.None)
        {
            _uses[address.Value]++;
        }
    }

    /// <summary>The same, if it is in use; one that is free may be another's soon.</summary>
    public bool TryUse(OriginatorAddress address)
    {
        var isUsed = address != OriginatorAddress.None && _uses[address.Value] > 0;
        _uses[address.Value] += isUsed ? 1 : 0;
        return isUsed;
    }

    /// <summary>A request has ended, or the session is gone.</summary>
    public void Release(OriginatorAddress address)
    {
        if (address != OriginatorAddress.None && --_uses[address.Value] == 0)
        {
            _free.Enqueue(address.Value);
        }
    }
}
