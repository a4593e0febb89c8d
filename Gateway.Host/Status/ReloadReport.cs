namespace Gateway.Host.Status;

/// <summary>What a reload did, or would do.</summary>
/// <param name="IsTakenOver">False: everything runs on as it was.</param>
/// <param name="Result">In words.</param>
/// <param name="Started">Groups that are new; of a file with errors, those of its good rows.</param>
internal sealed record ReloadReport(
    bool IsTakenOver,
    string Result,
    IReadOnlyList<string> Started,
    IReadOnlyList<string> Restarted,
    IReadOnlyList<string> Stopped,
    IReadOnlyList<string> Kept,
    LoadReport Report);
