using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Expectations;

/// <summary>What a signal must be like. What is null is not looked at.</summary>
public sealed record Condition
{
    public TypeIdentification? Type { get; init; }

    public CommonAddress? Address { get; init; }

    /// <summary>The first and the last information object address.</summary>
    public (InformationObjectAddress First, InformationObjectAddress Last)? Objects { get; init; }

    public ValueTest? Value { get; init; }

    public Cause? Cause { get; init; }

    /// <summary>P/N.</summary>
    public bool? IsNegative { get; init; }

    /// <summary>The bits that must be set, and no other: <c>IV NT</c>; empty: good.</summary>
    public string? Quality { get; init; }

    /// <summary>Whether it bears a time tag.</summary>
    public bool? HasTimeTag { get; init; }

    /// <summary>How far its time tag may be from when it was seen.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    public bool Fits(Signal signal) =>
        (Type is null || Type == signal.Type)
        && (Address is null || Address == signal.Address)
        && (Objects is not { } o || (signal.Object.Value >= o.First.Value && signal.Object.Value <= o.Last.Value))
        && (Value is null || Value.Fits(signal))
        && (Cause is null || Cause == signal.Cause.Cause)
        && (IsNegative is null || IsNegative == signal.Cause.IsNegative)
        && (Quality is null || SameBits(Quality, signal.Quality))
        && (HasTimeTag is null || HasTimeTag == signal.TimeTag is not null)
        && (Age is not { } age || (signal.TimeTag is { } tag && (signal.Time - tag).Duration() <= age));

    /// <summary>Whether it is about the same object, though perhaps not as expected: worth showing when nothing fits.</summary>
    public bool IsNear(Signal signal) =>
        Objects is { } o
            ? signal.Object.Value >= o.First.Value && signal.Object.Value <= o.Last.Value
            : Type is null || Type == signal.Type;

    public override string ToString() => Text;

    private static bool SameBits(string expected, string seen) =>
        expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
            .SequenceEqual(seen.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
