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

    // How many letters must be added, removed or changed (Levenshtein).
    private static int Edits(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > b.Length)
        {
            return int.MaxValue;
        }

        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
