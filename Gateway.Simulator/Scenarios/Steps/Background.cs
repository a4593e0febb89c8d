using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>in background</c>: the next step runs while this one goes on.</summary>
internal static class Background
{
    public static bool Read(WordReader words)
    {
        if (!words.TryTake("in"))
        {
            return false;
        }

        words.Take("background");
        return true;
    }
}
