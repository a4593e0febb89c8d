namespace Gateway.Core.Delivery;

/// <summary>
/// The objects of the ASDUs that a group holds, each once, however many queues share it. A place is free again when its last use is
/// returned. Two sizes of blocks: most ASDUs are small, the longest have 243 octets of objects.
/// </summary>
internal sealed class AsduStore
{
    private readonly BlockPool _small = new(octets: 48);
    private readonly BlockPool _large = new(octets: 243);

    /// <summary>How many ASDUs are held.</summary>
    public int Count => _small.Live + _large.Live;

    /// <summary>Copies the objects in.</summary>
    /// <returns>The place, until it has been returned <paramref name="uses"/> times.</returns>
    public int Add(ReadOnlySpan<byte> objects, int uses) =>
        objects.Length <= _small.Octets ? _small.Add(objects, uses) << 1 : (_large.Add(objects, uses) << 1) | 1;

    /// <summary>The objects; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<byte> this[int place] => PoolOf(place)[place >> 1];

    public void AddUse(int place) => PoolOf(place).AddUse(place >> 1);

    public void Return(int place) => PoolOf(place).Return(place >> 1);

    /// <summary>Gives memory back after a flood, when nothing is held.</summary>
    public void Trim()
    {
        _small.Trim();
        _large.Trim();
    }

    private BlockPool PoolOf(int place) => (place & 1) == 0 ? _small : _large;

    private sealed class BlockPool(int octets)
    {
        private const int Kept = 64;

        private byte[] _blocks = [];
        private Entry[] _entries = [];
        private int _free = -1;

        public int Octets => octets;

        public int Live { get; private set; }

        public ReadOnlySpan<byte> this[int block] => _blocks.AsSpan(block * octets, _entries[block].Length);

        public int Add(ReadOnlySpan<byte> objects, int uses)
        {
            if (_free < 0)
            {
                Grow();
            }

            var block = _free;
            ref var entry = ref _entries[block];
            _free = entry.NextFree;
            entry.Length = (byte)objects.Length;
            entry.Uses = uses;
            objects.CopyTo(_blocks.AsSpan(block * octets));
            Live++;
            return block;
        }

        public void AddUse(int block) => _entries[block].Uses++;

        public void Return(int block)
        {
            ref var entry = ref _entries[block];
            if (--entry.Uses == 0)
            {
                entry.NextFree = _free;
                _free = block;
                Live--;
            }
        }

        public void Trim()
        {
            if (Live == 0 && _entries.Length > Kept)
            {
                _blocks = [];
                _entries = [];
                _free = -1;
            }
        }

        private void Grow()
        {
            var old = _entries.Length;
            var size = Math.Max(8, old * 2);
            Array.Resize(ref _entries, size);
            Array.Resize(ref _blocks, size * octets);
            for (var block = size - 1; block >= old; block--)
            {
                _entries[block].NextFree = _free;
                _free = block;
            }
        }

        private struct Entry
        {
            public int NextFree;
            public int Uses;
            public byte Length;
        }
    }
}
