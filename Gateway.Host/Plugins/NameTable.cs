namespace Gateway.Host.Plugins;

/// <summary>Names of one kind that plugins have registered: what each stands for, and whose it is.</summary>
/// <param name="kind">With its article, as a message says it: "a routing policy".</param>
internal sealed class NameTable<T>(string kind, StringComparer comparer)
    where T : class
{
    private readonly Dictionary<string, (T Value, string Owner)> _entries = new(comparer);

    public string Kind { get; } = kind;

    public IEnumerable<string> Names => _entries.Keys.Order(StringComparer.Ordinal);

    public T? Find(string name) => _entries.TryGetValue(name, out var entry) ? entry.Value : null;

    /// <summary>Null: the name is free.</summary>
    public string? OwnerOf(string name) => _entries.TryGetValue(name, out var entry) ? entry.Owner : null;

    public void Add(string name, T value, string owner) => _entries.Add(name, (value, owner));

    public void AddAll(NameTable<T> others)
    {
        foreach (var (name, (value, owner)) in others._entries)
        {
            Add(name, value, owner);
        }
    }
}
