using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>at 500 per second</c>.</summary>
internal static class Pace
{
    private const double Most = 1_000_000;

    /// <summary>0 when nothing is said: as fast as it goes.</summary>
    public static double Read(WordReader words)
    {
        if (!words.TryTake("at"))
        {
            return 0;
        }

        var number = words.Real("a rate", Most);
        if (words.TryTake("/s"))
        {
            return number;
        }

        words.Take("per");
        words.Take("second");
        return number;
    }
}
