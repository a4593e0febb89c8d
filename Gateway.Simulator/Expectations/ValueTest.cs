using System.Globalization;
using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Expectations;

/// <summary>What a value is compared with.</summary>
/// <param name="Sign">= != &lt; &lt;= &gt; &gt;=</param>
/// <param name="Value">A number, or a word as it is shown: <c>ON</c>.</param>
public sealed record ValueTest(string Sign, string Value)
{
    // A short float and the number that was written for it are not quite the same.
    private const double Tolerance = 1e-6;

    private readonly double? _number =
        double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool Fits(Signal signal)
    {
        if (_number is not { } expected || signal.Number is not { } seen)
        {
            var isSame = signal.Value.Equals(Value, StringComparison.OrdinalIgnoreCase);
            return Sign switch { "=" => isSame, "!=" => !isSame, _ => false };
        }

        var isEqual = Math.Abs(seen - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));
        return Sign switch
        {
            "=" => isEqual,
            "!=" => !isEqual,
            "<" => seen < expected && !isEqual,
            "<=" => seen < expected || isEqual,
            ">" => seen > expected && !isEqual,
            _ => seen > expected || isEqual,
        };
    }
}
