using System.Globalization;

namespace Gateway.Plugins.Csv;

/// <summary>Text that is made of the digits 0 to 9 alone: no sign, no blank, no point.</summary>
internal static class Digits
{
    public static bool Are(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    /// <summary>What is too long for a number is above every limit.</summary>
    public static bool TryRead(string text, out long value)
    {
        value = 0;
        if (!Are(text))
        {
            return false;
        }

        value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        return true;
    }
}
