using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gateway.Iec104.Links;

/// <summary>
/// What we sent and the peer has not acknowledged: at most k I APDUs, the oldest not longer than t1 (60870-5-104, 5.2, 5.5).
/// Counts run over 32 bits; the wire carries 15 of them.
/// </summary>
internal struct SendWindow(int k)
{
    // When they were sent: one mark for all that went at the same time. A ring that grows with use, up to k.
    private Mark[] _marks = new Mark[Math.Min(8, (int)BitOperations.RoundUpToPowerOf2((uint)k))];
    private int _oldest;
    private int _count;
    private uint _confirmed;

    public uint Sent { get; private set; }

    public int Outstanding => (int)(Sent - _confirmed);

    public int Room => k - Outstanding;

    /// <summary>When the oldest outstanding one was sent.</summary>
    public Instant Oldest => _count == 0 ? Instant.Never : this[0].At;

    private ref Mark this[int index] => ref _marks[(_oldest + index) & (_marks.Length - 1)];

    /// <summary>Takes the next N(S), or so many that follow one another; the first is told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Claim(Instant now, int count = 1)
    {
        if (_count == 0 || this[_count - 1].At != now)
        {
            AddMark(now);
        }

        var first = Sent;
        Sent += (uint)count;
        return first;
    }

    /// <summary>N(R) of the peer: false when it is outside of what is outstanding.</summary>
    public bool TryConfirm(int receiveNumber, out int count)
    {
        count = (receiveNumber - (int)(_confirmed & Apci.SequenceMask)) & Apci.SequenceMask;
        if (count == 0 || count > Outstanding)
        {
            return count == 0;
        }

        _confirmed += (uint)count;
        if (_confirmed == Sent)
        {
            _count = 0;
        }

        while (_count > 1 && (int)(_confirmed - this[1].First) >= 0)
        {
            _oldest++;
            _count--;
        }

        return true;
    }

    private void AddMark(Instant now)
    {
        if (_count == _marks.Length)
        {
            var larger = new Mark[_count * 2];
            for (var i = 0; i < _count; i++)
            {
                larger[i] = this[i];
            }

            (_marks, _oldest) = (larger, 0);
        }

        this[_count++] = new Mark(Sent, now);
    }

    /// <summary>From this one on they were sent then.</summary>
    private readonly record struct Mark(uint First, Instant At);
}
