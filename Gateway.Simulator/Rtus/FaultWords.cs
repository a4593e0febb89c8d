using System.Globalization;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>Faults as a command line or a scenario names them; several are joined by blanks or commas.</summary>
public static class FaultWords
{
    /// <summary>All words, for a help text.</summary>
    public const string All =
        "none, no-oa, stale-oa, late=SECONDS, twice, never, negative, cot=NUMBER, octets (one at a time), no-ack (stops acknowledging), refuse (connections)";

    /// <summary>Adds the faults of a text to others; <c>none</c> takes away what stands before it.</summary>
    /// <param name="wrong">The word that is none.</param>
    public static bool TryParse(string text, RtuFaults before, out RtuFaults faults, out string wrong)
    {
        faults = before;
        wrong = "";
        foreach (var word in text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (With(faults, word) is not { } more)
            {
                wrong = word;
                return false;
            }

            faults = more;
        }

        return true;
    }

    private static RtuFaults? With(RtuFaults faults, string word)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        var value = at < 0 ? "" : word[(at + 1)..];
        return (at < 0 ? word : word[..at], value) switch
        {
            ("none", "") => RtuFaults.None,
            ("no-oa", "") => faults with { Originator = OriginatorFault.Missing },
            ("stale-oa", "") => faults with { Originator = OriginatorFault.Stale },
            ("twice", "") => faults with { Answers = 2 },
            ("never", "") => faults with { Answers = 0 },
            ("negative", "") => faults with { AnswersNegative = true },
            ("octets", "") => faults with { SendsOctetByOctet = true },
            ("no-ack", "") => faults with { StopsAcknowledging = true },
            ("refuse", "") => faults with { RefusesConnections = true },
            ("late", _) when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1_000_000 =>
                faults with { AnswerDelay = TimeSpan.FromSeconds(seconds) },
            ("cot", _) when byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var cot) && cot is > 0 and < 64 =>
                faults with { WrongCause = (Cause)cot },
            _ => null,
        };
    }
}
