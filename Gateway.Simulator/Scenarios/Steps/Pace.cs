using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>at 500 per second</c>.</summary>
internal static class Pace
{
    /// <summary>0 when nothing is said: as fast as it goes.</summary>
    public static double Read(WordReader words)
    {
        if (!words.TryTake("at"))
        {
            return 0;
        }

        var number = words.Real("a rate");
        if (words.TryTake("/s"))
        {
            return number;
        }

        words.Take("per");
        words.Take("second");
        return number;
    }
}
