using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gateway.Abstractions;

/// <summary>A set of masters of one group: a 256-bit value, mutable in place, compared by content.</summary>
public struct MasterSet : IEquatable<MasterSet>
{
    private Words _words;

    [InlineArray(Length)]
    private struct Words
    {
        public const int Length = 4;
#pragma warning disable IDE0044, IDE0051, S1144 // The runtime repeats this field.
        private ulong _word;
#pragma warning restore IDE0044, IDE0051, S1144
    }

    public readonly bool IsEmpty => (_words[0] | _words[1] | _words[2] | _words[3]) == 0;

    public readonly int Count =>
        BitOperations.PopCount(_words[0]) + BitOperations.PopCount(_words[1])
        + BitOperations.PopCount(_words[2]) + BitOperations.PopCount(_words[3]);

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

    public void Add(MasterId master) => _words[master.Value >> 6] |= 1UL << master.Value;

    public void Remove(MasterId master) => _words[master.Value >> 6] &= ~(1UL << master.Value);

    public void Clear() => this = default;

    public static MasterSet operator |(in MasterSet a, in MasterSet b)
    {
        MasterSet set = default;
        for (var i = 0; i < Words.Length; i++)
        {
            set._words[i] = a._words[i] | b._words[i];
        }

        return set;
    }

    public static MasterSet operator &(in MasterSet a, in MasterSet b)
    {
        MasterSet set = default;
        for (var i = 0; i < Words.Length; i++)
        {
            set._words[i] = a._words[i] & b._words[i];
        }

        return set;
    }

    /// <summary>Those of <paramref name="a"/> that are not in <paramref name="b"/>.</summary>
    public static MasterSet operator -(in MasterSet a, in MasterSet b)
    {
        MasterSet set = default;
        for (var i = 0; i < Words.Length; i++)
        {
            set._words[i] = a._words[i] & ~b._words[i];
        }

        return set;
    }

    public static bool operator ==(in MasterSet a, in MasterSet b) => a.Equals(b);

    public static bool operator !=(in MasterSet a, in MasterSet b) => !a.Equals(b);

    public readonly bool Equals(MasterSet other) =>
        _words[0] == other._words[0] && _words[1] == other._words[1] && _words[2] == other._words[2] && _words[3] == other._words[3];

    public override readonly bool Equals(object? obj) => obj is MasterSet other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(_words[0], _words[1], _words[2], _words[3]);

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

    /// <summary>Walks a copy of the set: the set may change meanwhile.</summary>
    public struct Enumerator
    {
        private MasterSet _rest;
        private int _word;

        internal Enumerator(in MasterSet set) => _rest = set;

        public MasterId Current { get; private set; }

        public bool MoveNext()
        {
            for (; _word < Words.Length; _word++)
            {
                var bits = _rest._words[_word];
                if (bits != 0)
                {
                    Current = new MasterId((byte)((_word << 6) + BitOperations.TrailingZeroCount(bits)));
                    _rest._words[_word] = bits & (bits - 1);
                    return true;
                }
            }

            return false;
        }
    }
}
