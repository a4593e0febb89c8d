using System.Runtime.CompilerServices;

namespace Gateway.Core.Delivery;

/// <summary>A queue with two ends in an array that grows by doubling and is given back when it runs empty.</summary>
internal struct Ring<T>()
    where T : struct
{
    private const int Kept = 64;

    private T[] _items = [];
    private int _first;

    public int Count { readonly get; private set; }

    public readonly ref T this[int index] => ref _items[(_first + index) & (_items.Length - 1)];

    public void PushBack(in T item) => PushBack() = item;

    /// <summary>One more at the back, to be filled in place: it holds what stood there before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T PushBack()
    {
        if (Count == _items.Length)
        {
            Grow();
        }

        return ref _items[(_first + Count++) & (_items.Length - 1)];
    }

    public void PushFront(in T item)
    {
        if (Count == _items.Length)
        {
            Grow();
        }

        _first = (_first - 1) & (_items.Length - 1);
        Count++;
        _items[_first] = item;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T PopFront()
    {
        var item = _items[_first];
        DropFront();
        return item;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DropFront()
    {
        _first = (_first + 1) & (_items.Length - 1);
        Count--;
    }

    /// <summary>Gives a large array back when nothing is in it. For quiet moments: not on the way of an ASDU.</summary>
    public void Trim()
    {
        if (Count == 0 && _items.Length > Kept)
        {
            _items = [];
            _first = 0;
        }
    }

    private void Grow()
    {
        var larger = new T[Math.Max(4, _items.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }

        _items = larger;
        _first = 0;
    }
}
