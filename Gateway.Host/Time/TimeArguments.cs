using System.Globalization;
using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Time;

/// <summary>What the command line says about time servers, and what of it holds beside the file (H1).</summary>
/// <param name="Servers">Asked before the file's.</param>
/// <param name="UpdateInterval">Holds where the file does not say.</param>
internal sealed record TimeArguments(IReadOnlyList<string> Servers, TimeSpan? UpdateInterval)
{
    private const int LongestSeconds = 86_400;

    public static readonly TimeArguments None = new([], UpdateInterval: null);

    /// <param name="seconds">As it was written; what is no number of seconds is told and left out, as the original programs did without a word.</param>
    public static TimeArguments Parse(string? seconds, IReadOnlyList<string> servers, Action<string> warn)
    {
        var isGood = int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LongestSeconds;
        if (seconds is not null && !isGood)
        {
            warn($"--ntp_update_every_sec '{seconds}' is not a number from 1 to {LongestSeconds} and is left out; give it one");
        }

        return new TimeArguments([.. servers.Where(s => !string.IsNullOrWhiteSpace(s))], isGood ? TimeSpan.FromSeconds(number) : null);
    }

    /// <summary>Both together: the file's servers stand behind the command line's, its interval overrides.</summary>
    public TimeConfig With(TimeConfig file) =>
        file with { Servers = [.. Servers.Concat(file.Servers).Distinct(StringComparer.OrdinalIgnoreCase)], UpdateInterval = file.UpdateInterval ?? UpdateInterval };
}
