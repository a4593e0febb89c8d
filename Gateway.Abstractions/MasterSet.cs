using System.Numerics;
using System.Runtime.Intrinsics;

namespace Gateway.Abstractions;

/// <summary>A set of masters of one group: a 256-bit value, mutable in place, compared by content.</summary>
public struct MasterSet : IEquatable<MasterSet>
{
    // One vector: what is written and read as a whole passes from one policy to the next without a stall.
    private Vector256<ulong> _words;

    private MasterSet(Vector256<ulong> words) => _words = words;

    public readonly bool IsEmpty => _words == Vector256<ulong>.Zero;

    public readonly int Count =>
        BitOperations.PopCount(_words[0]) + BitOperations.PopCount(_words[1]) + BitOperations.PopCount(_words[2]) + BitOperations.PopCount(_words[3]);

    public static MasterSet Of(params ReadOnlySpan<MasterId> masters)
    {
        MasterSet set = default;
        foreach (var master in masters)
        {
            set.Add(master);
        }

        return set;
    }

    public readonly bool Contains(MasterId master) => (_words[master.Value >> 6] & (1UL << master.Value)) != 0;

    public void Add(MasterId master) => _words |= Bit(master);

    public void Remove(MasterId master) => _words = Vector256.AndNot(_words, Bit(master));

    public void Clear() => this = default;

    public static MasterSet operator |(in MasterSet a, in MasterSet b) => new(a._words | b._words);

    public static MasterSet operator &(in MasterSet a, in MasterSet b) => new(a._words & b._words);

    /// <summary>Those of <paramref name="a"/> that are not in <paramref name="b"/>.</summary>
    public static MasterSet operator -(in MasterSet a, in MasterSet b) => new(Vector256.AndNot(a._words, b._words));

    public static bool operator ==(in MasterSet a, in MasterSet b) => a.Equals(b);

    public static bool operator !=(in MasterSet a, in MasterSet b) => !a.Equals(b);

    public readonly bool Equals(MasterSet other) => _words == other._words;

    public override readonly bool Equals(object? obj) => obj is MasterSet other && Equals(other);

    public override readonly int GetHashCode() => _words.GetHashCode();

    public override readonly string ToString()
    {
        var ids = new List<string>();
        foreach (var master in this)
        {
            ids.Add(master.ToString());
        }

        return "{" + string.Join(", ", ids) + "}";
    }

    /// <summary>Lowest seat first, over the set as it is now.</summary>
    public readonly Enumerator GetEnumerator() => new(this);

    private static Vector256<ulong> Bit(MasterId master) => Vector256<ulong>.Zero.WithElement(master.Value >> 6, 1UL << master.Value);

    /// <summary>Walks a copy of the set: the set may change meanwhile.</summary>
    public struct Enumerator
    {
        private readonly MasterSet _set;
        private ulong _rest;
        private int _word = -1;

        internal Enumerator(in MasterSet set) => _set = set;

        public MasterId Current { get; private set; }

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word == Vector256<ulong>.Count)
                {
                    _word--;
                    return false;
                }

                _rest = _set._words[_word];
            }

            Current = new MasterId((byte)((_word << 6) + BitOperations.TrailingZeroCount(_rest)));
            _rest &= _rest - 1;
            return true;
        }
    }
}
