using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Gateway.Iec104.Asdus;

/// <summary>The names of enum values as words for a log: <c>InterrogatedByGroup1</c> is "interrogated by group 1".</summary>
internal static partial class Words
{
    private static readonly ConcurrentDictionary<(Type, byte), string> Known = [];

    /// <summary>The words of an octet's enum; a value without a name is shown as its number.</summary>
    public static string Of<T>(T value)
        where T : unmanaged, Enum =>
        Known.GetOrAdd((typeof(T), Unsafe.BitCast<T, byte>(value)), static key => Split(Enum.GetName(key.Item1, key.Item2) ?? key.Item2.ToString()));

    private static string Split(string name) => Joint().Replace(name, " ").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])")]
    private static partial Regex Joint();
}
