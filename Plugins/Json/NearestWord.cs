namespace Gateway.Plugins.Json;

/// <summary>Finds what somebody meant who wrote another word.</summary>
internal static class NearestWord
{
    private const int ShortestBeginning = 4;

    /// <summary>The known word that is the written one but for case, signs between its parts, a few letters, or its end; null: none is near.</summary>
    public static string? To(string written, IEnumerable<string> known)
    {
        var plain = Plain(written);
        return known
            .Select(word => (Word: word, Distance: Distance(plain, Plain(word))))
            .Where(w => w.Distance <= plain.Length / 3)
            .OrderBy(w => w.Distance)
            .Select(w => w.Word)
            .FirstOrDefault();
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static int Distance(string a, string b) =>
        a.Length >= ShortestBeginning && b.Length >= ShortestBeginning && (b.StartsWith(a, StringComparison.Ordinal) || a.StartsWith(b, StringComparison.Ordinal))
            ? Math.Min(1, Math.Abs(a.Length - b.Length))
            : Edits(a, b);

    // How many letters must be added, removed, changed, or swapped with the next one.
    private static int Edits(string a, string b)
    {
        if (a.Length > 2 * b.Length)
        {
            return int.MaxValue;
        }

        var edits = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[a.Length, b.Length];
    }
}
