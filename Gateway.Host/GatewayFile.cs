using System.Collections.Immutable;
using Gateway.Abstractions.Configuration;
using Gateway.Host.Status;

namespace Gateway.Host;

/// <summary>The configuration file that the program runs on: what was read of it when, and which groups differ from it by an edit that was not saved.</summary>
/// <param name="path">Null: it runs without one.</param>
/// <param name="instance">What this running program is named by.</param>
internal sealed class GatewayFile(string? path, string instance, TimeProvider clock)
{
    private volatile ConfigurationStatus _status = new(path, clock.GetUtcNow(), new LoadReport(clock.GetUtcNow(), IsTakenOver: true, "", 0, 0, []));
    private volatile ImmutableHashSet<string> _unsaved = [];

    public string? Path { get; } = path is null ? null : System.IO.Path.GetFullPath(path);

    public string Instance { get; } = instance;

    public ConfigurationStatus Status => _status;

    public bool HasUnsavedEdit(string group) => _unsaved.Contains(group);

    /// <summary>The file was read, and is what runs now.</summary>
    public void TakenOver(LoadedConfiguration loaded, string result)
    {
        var report = ReportOf(loaded, isTakenOver: true, result);
        _unsaved = [];
        _status = new ConfigurationStatus(Path, report.At, report);
    }

    /// <summary>The file was read, and everything runs on as it was.</summary>
    public void Refused(LoadedConfiguration loaded, string result) => _status = _status with { LastLoad = ReportOf(loaded, isTakenOver: false, result) };

    /// <summary>A group runs with other settings than before.</summary>
    public void Edited(string group, bool isSaved) => _unsaved = isSaved ? _unsaved.Remove(group) : _unsaved.Add(group);

    public LoadReport ReportOf(LoadedConfiguration loaded, bool isTakenOver, string result) => new(
        clock.GetUtcNow(),
        isTakenOver,
        result,
        loaded.Findings.Count(f => f.Severity == FindingSeverity.Error),
        loaded.Findings.Count(f => f.Severity == FindingSeverity.Warning),
        [.. loaded.Findings.Select(f => StatusOf(f))]);

    public static FindingStatus StatusOf(ConfigurationFinding f, string? field = null) =>
        new(Words.Of(f.Severity), f.File, f.Line, f.Column, f.Message, f.Advice, f.ToString(), field);
}
