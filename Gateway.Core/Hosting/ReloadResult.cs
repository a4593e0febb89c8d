namespace Gateway.Core.Hosting;

/// <summary>What a reload has changed (C6).</summary>
/// <param name="Started">Groups that are new.</param>
/// <param name="Restarted">Groups whose settings have changed.</param>
/// <param name="Stopped">Groups that are not in the file any more.</param>
/// <param name="Kept">Groups that nothing has touched.</param>
public sealed record ReloadResult(IReadOnlyList<string> Started, IReadOnlyList<string> Restarted, IReadOnlyList<string> Stopped, IReadOnlyList<string> Kept)
{
    /// <summary>Groups that could not be started: one of their plugins is missing, or has failed.</summary>
    public IReadOnlyList<string> NotStarted { get; init; } = [];

    public override string ToString() =>
        $"{Kept.Count} groups kept{Told(", started: ", Started)}{Told(", restarted: ", Restarted)}{Told(", stopped: ", Stopped)}{Told(", not started: ", NotStarted)}";

    private static string Told(string what, IReadOnlyList<string> ids) => ids.Count == 0 ? "" : what + string.Join(' ', ids);
}
