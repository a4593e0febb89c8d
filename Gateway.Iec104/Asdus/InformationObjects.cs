namespace Gateway.Iec104.Asdus;

/// <summary>
/// The information objects of an ASDU, one by one and without a copy; valid as long as its octets are:
/// <code>
///   foreach (var point in asdu.InformationObjects)
///       if (point.TryGet(out ShortFloat measured)) Show(point.Address, measured.Value, point.Quality);
/// </code>
/// There are none when the type is not in the table or the length does not fit the VSQ: nothing is ever read outside.
/// </summary>
public readonly ref struct InformationObjects
{
    private readonly ReadOnlySpan<byte> _octets;
    private readonly TypeEntry? _entry;
    private readonly bool _isSequence;

    public InformationObjects(scoped in AsduView asdu)
    {
        if (TypeTable.Find(asdu.Type) is not { } entry || !TypeTable.Fits(asdu)) return;
        _entry = entry;
        _octets = asdu.Objects;
        _isSequence = asdu.Vsq.IsSequence;
        // A segment reaches to the end, whatever N says.
        Count = entry.HasSegment ? 1 : asdu.Vsq.Count;
    }

    /// <summary>How many there are: N, or 0.</summary>
    public int Count { get; }

    /// <exception cref="ArgumentOutOfRangeException">Outside 0..<see cref="Count"/>-1.</exception>
    public InformationObject this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(index));
            return Cut(index);
        }
    }

    public Enumerator GetEnumerator() => new(this);

    private InformationObject Cut(int index)
    {
        var entry = _entry!;
        if (_isSequence && !entry.HasSegment)
        {
            // Addresses count up; behind the last one comes 0.
            var address = (InformationObjectAddress.Read(_octets).Value + (uint)index) & InformationObjectAddress.Max;
            return new(entry, new(address), _octets.Slice(InformationObjectAddress.Octets + (index * entry.Octets), entry.Octets));
        }

        var size = entry.HasSegment ? _octets.Length - InformationObjectAddress.Octets : entry.Octets;
        var octets = _octets.Slice(index * (InformationObjectAddress.Octets + size), InformationObjectAddress.Octets + size);
        return new(entry, InformationObjectAddress.Read(octets), octets[InformationObjectAddress.Octets..]);
    }

    /// <summary>For <c>foreach</c>.</summary>
    public ref struct Enumerator
    {
        private readonly InformationObjects _objects;
        private int _index = -1;

        internal Enumerator(InformationObjects objects) => _objects = objects;

        public readonly InformationObject Current => _objects.Cut(_index);

        public bool MoveNext() => ++_index < _objects.Count;
    }
}
