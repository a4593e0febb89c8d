using System.Buffers;
using System.Globalization;

namespace Gateway.Simulator.Rtus;

/// <summary>
/// A value as files and people write it: a number (single point 0 or 1, double point 0..3, a normalized value -1..1), or <c>0x...</c>: all
/// elements of the object octet by octet, for what is no number.
/// </summary>
public readonly record struct SignalValue(double Number, ReadOnlyMemory<byte> Octets = default)
{
    /// <summary>Reads <c>1</c>, <c>-0.4</c>, <c>0x01C4</c>.</summary>
    public static bool TryParse(string text, out SignalValue value)
    {
        value = default;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var octets = new byte[text.Length / 2];
            if (Convert.FromHexString(text.AsSpan(2), octets, out _, out var written) != OperationStatus.Done || written == 0)
            {
                return false;
            }

            value = new SignalValue(0, octets.AsMemory(0, written));
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return false;
        }

        value = new SignalValue(number);
        return true;
    }

    public static implicit operator SignalValue(double number) => new(number);

    public override string ToString() => Octets.IsEmpty ? Number.ToString(CultureInfo.InvariantCulture) : $"0x{Convert.ToHexString(Octets.Span)}";
}
