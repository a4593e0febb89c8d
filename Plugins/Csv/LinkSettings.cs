using Gateway.Iec104.Links;

namespace Gateway.Plugins.Csv;

/// <summary>The <see cref="LinkSetting"/>s that a file gives, each with its place, and how they must stand to each other (C5).</summary>
internal sealed class LinkSettings(Findings findings)
{
    private readonly Dictionary<LinkSetting, (int Value, int Line, int Cell)> _given = [];

    /// <summary>What is given, or else the default; a default buffer holds k.</summary>
    public int this[LinkSetting setting] =>
        _given.TryGetValue(setting, out var given) ? given.Value
        : setting == LinkSetting.BufferSize ? DefaultBuffer
        : setting.Default;

    /// <summary>Where it stands; null where the default holds.</summary>
    public int? LineOf(LinkSetting setting) => _given.TryGetValue(setting, out var given) ? given.Line : null;

    public void Set(LinkSetting setting, int value, int line, int cell) => _given[setting] = (value, line, cell);

    /// <summary>Tells what does not fit together, and gives the settings as they hold.</summary>
    public (LinkConfig Link, int BufferSize) Check()
    {
        CheckWindow();
        CheckTimes();
        var link = new LinkConfig
        {
            IdleTimeout = TimeSpan.FromSeconds(this[LinkSetting.IdleTime]),
            T1 = TimeSpan.FromSeconds(this[LinkSetting.T1]),
            T2 = TimeSpan.FromSeconds(this[LinkSetting.T2]),
            T3 = TimeSpan.FromSeconds(this[LinkSetting.T3]),
            W = this[LinkSetting.W],
            K = this[LinkSetting.K],
        };
        return (link, CheckBuffer());
    }

    private int DefaultBuffer => Math.Max(LinkSetting.BufferSize.Default, this[LinkSetting.K]);

    private void CheckWindow()
    {
        var (w, k) = (this[LinkSetting.W], this[LinkSetting.K]);
        if (w * 3 > k * 2)
        {
            Warning(
                $"w {w} is above two thirds of k {k}: the peer may stand still until t2",
                k > 1 ? $"take w {k * 2 / 3} or less" : "take k 2 or more, and w 1",
                LinkSetting.W,
                LinkSetting.K);
        }
    }

    private void CheckTimes()
    {
        var (t1, t2, t3, idle) = (this[LinkSetting.T1], this[LinkSetting.T2], this[LinkSetting.T3], this[LinkSetting.IdleTime]);
        if (t2 >= t1)
        {
            Warning($"t2 {t2} is not below t1 {t1}: an acknowledgement may come too late", "take t2 below t1, for example 10 and 15", LinkSetting.T2, LinkSetting.T1);
        }

        if (idle <= t3 + t1)
        {
            Warning(
                $"idletime {idle} is not above t3 + t1 = {t3 + t1}: a quiet connection is closed before TESTFR is confirmed",
                $"take {t3 + t1 + 1} or more",
                LinkSetting.IdleTime,
                LinkSetting.T3,
                LinkSetting.T1);
        }
    }

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
}
