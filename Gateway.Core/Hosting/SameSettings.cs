using System.Collections;
using Gateway.Abstractions.Configuration;

namespace Gateway.Core.Hosting;

/// <summary>
/// Whether two groups are configured alike (C6). Records compare their lists by identity; here lists are compared by what stands in them. By
/// reflection, so that a setting that is new cannot be forgotten.
/// </summary>
public static class SameSettings
{
    public static bool Are(GroupConfig a, GroupConfig b) => AreEqual(a, b);

    private static bool AreEqual(object? a, object? b)
    {
        if (a is null || b is null || a.GetType() != b.GetType())
        {
            return a is null && b is null;
        }

        if (a is IEnumerable left and not string && b is IEnumerable right)
        {
            object?[] many = [.. left.Cast<object?>()];
            object?[] others = [.. right.Cast<object?>()];
            return many.Length == others.Length && many.Zip(others).All(pair => AreEqual(pair.First, pair.Second));
        }

        // Our own records by their settings; anything else knows by itself.
        return a.GetType() is { IsClass: true } type && type.Assembly == typeof(GroupConfig).Assembly
            ? type.GetProperties().Where(p => p.GetIndexParameters().Length == 0).All(p => AreEqual(p.GetValue(a), p.GetValue(b)))
            : a.Equals(b);
    }
}
