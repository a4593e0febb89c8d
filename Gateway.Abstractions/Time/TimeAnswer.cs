using System.Diagnostics.CodeAnalysis;

namespace Gateway.Abstractions.Time;

/// <summary>What came of asking a server: a measurement, or why there is none.</summary>
public sealed record TimeAnswer
{
    private TimeAnswer()
    {
    }

    public TimeSample? Sample { get; private init; }

    public TimeFault? Fault { get; private init; }

    [MemberNotNullWhen(true, nameof(Sample))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsGood => Sample is not null;

    public static TimeAnswer Of(TimeSample sample) => new() { Sample = sample };

    public static TimeAnswer Of(TimeFaultKind kind, string what) => new() { Fault = new TimeFault(kind, what) };
}
