namespace Gateway.Host.Logging;

/// <summary>What a search has found.</summary>
/// <param name="Lines">The last ones, oldest first.</param>
/// <param name="IsCut">There may be more of them, older ones.</param>
internal sealed record LogMatches(IReadOnlyList<string> Lines, bool IsCut);
