using System.Reflection;
using Gateway.Iec104.Elements;

namespace Gateway.Tests.Unit.Asdus;

/// <summary>Reads an element of any kind and writes it again, through its own type.</summary>
internal static class ElementRewriter
{
    private static readonly Dictionary<ElementKind, Func<byte[], byte[]>> Known = typeof(ElementKind).Assembly.GetTypes()
        .Where(t => t.IsValueType && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IElement<>)))
        .Select(t => typeof(ElementRewriter).GetMethod(nameof(Entry), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(t).Invoke(null, null)!)
        .Cast<KeyValuePair<ElementKind, Func<byte[], byte[]>>>()
        .ToDictionary(e => e.Key, e => e.Value);

    public static IEnumerable<ElementKind> Kinds => Known.Keys;

    /// <summary>A segment has no type of its own: its octets are what they are.</summary>
    public static byte[] Rewrite(ElementKind kind, byte[] octets) => kind == ElementKind.Segment ? octets : Known[kind](octets);

    private static KeyValuePair<ElementKind, Func<byte[], byte[]>> Entry<T>()
        where T : struct, IElement<T> =>
        new(T.Kind, octets =>
        {
            var again = new byte[octets.Length];
            var element = T.Read(octets);
            element.Write(again);
            Assert.AreEqual(element, T.Read(again));
            return again;
        });
}
