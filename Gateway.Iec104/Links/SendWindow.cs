using System.Runtime.CompilerServices;

namespace Gateway.Iec104.Links;

/// <summary>
/// What we sent and the peer has not acknowledged: at most k I APDUs, the oldest not longer than t1 (60870-5-104, 5.2, 5.5).
/// Counts run over 32 bits; the wire carries 15 of them.
/// </summary>
internal sealed class SendWindow(int k)
{
    // When each outstanding APDU was sent; grows with use, up to k.
    private Instant[] _sentAt = new Instant[Math.Min(16, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)k))];
    private uint _sent;
    private uint _confirmed;

    public int Outstanding => (int)(_sent - _confirmed);

    public int Room => k - Outstanding;

    /// <summary>When the oldest outstanding one was sent.</summary>
    public Instant Oldest => _sent == _confirmed ? Instant.Never : _sentAt[_confirmed & (uint)(_sentAt.Length - 1)];

    public uint Sent => _sent;

    /// <summary>Takes the next N(S).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Claim(Instant now)
    {
        if (Outstanding == _sentAt.Length)
        {
            Grow();
        }

        _sentAt[_sent & (uint)(_sentAt.Length - 1)] = now;
        return _sent++;
    }

    /// <summary>N(R) of the peer: false when it is outside of what is outstanding.</summary>
    public bool TryConfirm(int receiveNumber, out int count)
    {
        count = (receiveNumber - (int)(_confirmed & Apci.SequenceMask)) & Apci.SequenceMask;
        if (count > Outstanding)
        {
            return false;
        }

        _confirmed += (uint)count;
        return true;
    }

    private void Grow()
    {
        var larger = new Instant[_sentAt.Length * 2];
        for (var n = _confirmed; n != _sent; n++)
        {
            larger[n & (uint)(larger.Length - 1)] = _sentAt[n & (uint)(_sentAt.Length - 1)];
        }

        _sentAt = larger;
    }
}
