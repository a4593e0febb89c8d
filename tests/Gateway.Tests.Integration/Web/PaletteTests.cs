using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Host.Web;

namespace Gateway.Tests.Integration.Web;

/// <summary>The page's colours: text stands out from what it stands on by 4.5:1 or more (WCAG 2.2, 1.4.3), in both themes.</summary>
[TestClass]
public sealed partial class PaletteTests
{
    private const double Least = 4.5;

    private static readonly (string Text, string[] On)[] Pairs =
    [
        ("ink", ["paper", "sheet", "mark", "accent-wash"]), ("soft", ["paper", "sheet"]), ("accent", ["paper", "sheet"]), ("on-accent", ["accent"]),
        ("up", ["paper", "sheet"]), ("waiting", ["paper", "sheet", "waiting-wash"]), ("down", ["paper", "sheet", "down-wash"]), ("stopped", ["paper", "sheet"]), ("paper", ["ink"]),
    ];

    private static string Style => Encoding.UTF8.GetString(PageFiles.All["gateway.css"].Octets);

    [TestMethod]
    [DataRow(":root {")]
    [DataRow(":root[data-theme=\"dark\"] {")]
    public void Text_is_legible_on_all_that_it_stands_on(string theme)
    {
        var colours = Colours(theme);
        foreach (var (text, on) in Pairs)
        {
            foreach (var ground in on)
            {
                Assert.IsGreaterThanOrEqualTo(Least, Contrast(colours[text], colours[ground]), $"{text} on {ground}");
            }
        }
    }

    [TestMethod]
    public void Dark_is_the_same_by_choice_and_by_the_system() =>
        CollectionAssert.AreEquivalent(Colours(":root[data-theme=\"dark\"] {").ToList(), Colours(":root:not([data-theme=\"light\"]) {").ToList());

    private static Dictionary<string, string> Colours(string theme)
    {
        var start = Style.IndexOf(theme, StringComparison.Ordinal);
        var block = Style[start..Style.IndexOf('}', start)];
        return Colour().Matches(block).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["rgb"].Value, StringComparer.Ordinal);
    }

    private static double Contrast(string a, string b)
    {
        var (la, lb) = (Luminance(a), Luminance(b));
        return (Math.Max(la, lb) + 0.05) / (Math.Min(la, lb) + 0.05);
    }

    // WCAG's relative luminance.
    private static double Luminance(string rgb)
    {
        double Part(int at)
        {
            var value = int.Parse(rgb.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex("--(?<name>[a-z-]+): #(?<rgb>[0-9a-f]{6});", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Colour();
}
