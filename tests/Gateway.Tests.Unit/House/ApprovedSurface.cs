namespace Gateway.Tests.Unit.House;

/// <summary>
/// The approved public surface of a library, as a file has it: a first line <c># NAME 1.0</c>, with <c>, not released</c> behind it until that
/// version is out (whoever releases it takes the words away); then the members in the order of names.
/// </summary>
internal sealed record ApprovedSurface(string Library, Version Version, bool Released, IReadOnlyList<string> Members)
{
    private const string NotReleased = ", not released";

    public static ApprovedSurface Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = lines[0].Replace(NotReleased, "", StringComparison.Ordinal).Split(' ');
        return new ApprovedSurface(head[1], Version.Parse(head[2]), !lines[0].EndsWith(NotReleased, StringComparison.Ordinal), lines[1..]);
    }

    /// <summary>The surface as it is now, following this one.</summary>
    public ApprovedSurface Next(Version version, IEnumerable<string> members)
    {
        string[] sorted = [.. members.Order(StringComparer.Ordinal)];
        return this with { Version = version, Members = sorted, Released = Released && version == Version && sorted.SequenceEqual(Members, StringComparer.Ordinal) };
    }

    /// <summary>What must be raised before <paramref name="next"/> may follow: null, "minor" or "major".</summary>
    public string? Raise(ApprovedSurface next)
    {
        if (!Released || next.Version.Major > Version.Major)
        {
            return null;
        }

        return Members.Except(next.Members, StringComparer.Ordinal).Any() ? "major"
            : next.Version.Minor == Version.Minor && next.Members.Count > Members.Count ? "minor"
            : null;
    }

    public override string ToString() => $"# {Library} {Version}{(Released ? "" : NotReleased)}\n{string.Join('\n', Members)}\n";
}
