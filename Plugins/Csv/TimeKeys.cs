using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Csv;

/// <summary>The key rows about the machine's clock.</summary>
internal sealed class TimeKeys
{
    /// <summary>As in the files that came with the original programs, which ignored it.</summary>
    public const string MisspeltServer = "ntpserver";

    private readonly List<string> _servers = [];
    private (TimeSpan Length, int Line)? _interval;
    private (TimeSpan Length, int Line)? _maxStep;

    public TimeConfig Config => new() { Servers = [.. _servers], UpdateInterval = _interval?.Length, MaxStep = _maxStep?.Length ?? TimeConfig.None.MaxStep };

    public void ReadServer(KeyRow row)
    {
        if (row.Key == MisspeltServer)
        {
            row.Warning(1, $"'{MisspeltServer}' is read as ntp_server; the original programs ignored it", "write ntp_server");
        }

        if (row.Text("names no server", "write its name or address into the second cell", "give each server a row of its own") is { } server)
        {
            _servers.Add(server);
        }
    }

    public void ReadInterval(KeyRow row) => Read(row, ref _interval);

    // Ours, not the originals': they believed any server.
    public void ReadMaxStep(KeyRow row) => Read(row, ref _maxStep);

    private static void Read(KeyRow row, ref (TimeSpan Length, int Line)? setting)
    {
        if (row.Number(LinkSetting.LongestSeconds) is not { } seconds)
        {
            return;
        }

        if (setting is { } before)
        {
            row.Replaces(before.Line, before.Length.TotalSeconds, seconds);
        }

        setting = (TimeSpan.FromSeconds(seconds), row.Line);
    }
}
