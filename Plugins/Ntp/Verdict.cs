using Gateway.Abstractions.Time;

namespace Gateway.Plugins.Ntp;

/// <summary>What a datagram is worth.</summary>
/// <param name="IsStray">It answers no question of ours, whoever sent it: the true reply may still come.</param>
/// <param name="IsKiss">The server does not want to be asked so often, or at all (RATE, DENY, RSTR).</param>
internal readonly record struct Verdict(TimeAnswer Answer, bool IsStray = false, bool IsKiss = false)
{
    public static Verdict Stray(string what) => new(TimeAnswer.Of(TimeFaultKind.NoAnswer, what), IsStray: true);

    public static Verdict Fault(TimeFaultKind kind, string what) => new(TimeAnswer.Of(kind, what));
}
