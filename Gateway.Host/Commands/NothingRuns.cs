using Gateway.Core.Hosting;

namespace Gateway.Host.Commands;

/// <summary>Why the program ends at once: none of its groups runs.</summary>
internal static class NothingRuns
{
    /// <param name="groups">How many could be made, of which none could take a port; each has told its log why.</param>
    /// <param name="failed">Those that could not be made.</param>
    public static string Because(int groups, IEnumerable<FailedGroup> failed) =>
        $"{string.Join("; ", [groups == 0 ? "No group could be started" : "No group could take its port", .. failed.Select(f => f.Why)])}. Exiting.";
}
