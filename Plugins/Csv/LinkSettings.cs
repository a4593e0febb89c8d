using Gateway.Abstractions.Configuration;
using Gateway.Iec104.Links;

namespace Gateway.Plugins.Csv;

/// <summary>The <see cref="LinkSetting"/>s that a file gives, each with its place, and how they must stand to each other (C5).</summary>
internal sealed class LinkSettings(Findings findings)
{
    private readonly Dictionary<LinkSetting, Given> _given = [];

    /// <summary>What is given, or else the default; a default buffer holds k.</summary>
    public int this[LinkSetting setting] =>
        _given.TryGetValue(setting, out var given) ? given.Value
        : setting == LinkSetting.BufferSize ? DefaultBuffer
        : setting.Default;

    /// <summary>Where it stands; null where the default holds.</summary>
    public int? LineOf(LinkSetting setting) => _given.GetValueOrDefault(setting)?.Line;

    public void Set(LinkSetting setting, int value, int line, int cell) => _given[setting] = new Given(value, line, cell);

    /// <summary>Tells what does not fit together, and gives the settings as they hold.</summary>
    public (LinkConfig Link, int BufferSize) Check()
    {
        var link = new LinkConfig
        {
            IdleTimeout = TimeSpan.FromSeconds(this[LinkSetting.IdleTime]),
            T1 = TimeSpan.FromSeconds(this[LinkSetting.T1]),
            T2 = TimeSpan.FromSeconds(this[LinkSetting.T2]),
            T3 = TimeSpan.FromSeconds(this[LinkSetting.T3]),
            W = this[LinkSetting.W],
            K = this[LinkSetting.K],
        };
        foreach (var doubt in GroupChecks.Doubts(link))
        {
            Warning(doubt.Message, doubt.Advice, PlacesOf(doubt.Setting));
        }

        return (link, CheckBuffer());
    }

    private int DefaultBuffer => GroupChecks.BufferSizeFor(this[LinkSetting.K]);

    // The setting that is doubtful, then those that it is held against.
    private static LinkSetting[] PlacesOf(string setting) => setting switch
    {
        nameof(LinkConfig.W) => [LinkSetting.W, LinkSetting.K],
        nameof(LinkConfig.T2) => [LinkSetting.T2, LinkSetting.T1],
        nameof(LinkConfig.IdleTimeout) => [LinkSetting.IdleTime, LinkSetting.T3, LinkSetting.T1],
        _ => [],
    };

    private int CheckBuffer()
    {
        var (size, k) = (this[LinkSetting.BufferSize], this[LinkSetting.K]);
        if (size >= k)
        {
            return size;
        }

        Warning($"buffsize {size} is below k {k}; {DefaultBuffer} is taken", "take k or more; it counts packets", LinkSetting.BufferSize);
        return DefaultBuffer;
    }

    // At the first of them that stands in the file: defaults alone fit together.
    private void Warning(string message, string advice, params ReadOnlySpan<LinkSetting> settings)
    {
        foreach (var setting in settings)
        {
            if (_given.TryGetValue(setting, out var given))
            {
                findings.Warning(given.Line, given.Cell, message, advice);
                return;
            }
        }
    }

    private sealed record Given(int Value, int Line, int Cell);
}
