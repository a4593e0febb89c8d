using Gateway.Iec104.Links;

namespace Gateway.Plugins.Csv;

/// <summary>The key rows about connections, in the port-per-master dialect: they hold for all groups of the file, wherever they stand.</summary>
internal sealed class LinkKeys
{
    private readonly LinkSettings _settings;

    public LinkKeys(KeyRows keys, Findings findings)
    {
        _settings = new LinkSettings(findings);
        foreach (var setting in LinkSetting.All)
        {
            keys.Add(setting.Name, row => Read(row, setting));
        }

        keys.Add("logevents", ReadLogEvents);
    }

    /// <summary>What holds for all groups. Asked once, when all rows are read: it tells what does not fit together.</summary>
    public (LinkConfig Link, int BufferSize) Check() => _settings.Check();

    private void Read(KeyRow row, LinkSetting setting)
    {
        if (row.Number(setting.Most) is not { } value)
        {
            return;
        }

        if (_settings.LineOf(setting) is { } before)
        {
            row.Replaces(before, _settings[setting], value);
        }

        _settings.Set(setting, value, row.Line, 2);
    }

    // O1: with the flag or without it.
    private static void ReadLogEvents(KeyRow row) => row.IsFlag("every group of this dialect has a log of its own");
}
