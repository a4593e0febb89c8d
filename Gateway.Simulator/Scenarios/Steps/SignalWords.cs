using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>Reads a signal: <c>M_SP_TB_1 ioa 1001 = ON</c>.</summary>
internal static class SignalWords
{
    public static (TypeIdentification Type, InformationObjectAddress Object, SignalValue Value) Read(WordReader words)
    {
        var word = words.Next("a type, as M_SP_TB_1 or 30");
        if (!TypeNames.TryParse(word.Text, out var type))
        {
            throw new WordingException(word.Column, $"\"{word.Text}\" is no type identification, as M_SP_TB_1 or 30");
        }

        words.Take("ioa");
        var address = words.ObjectAddress();
        words.Take("=");
        var number = words.Next("a value, as ON or 49.98");
        var value = ValueOf(number, type);
        return ObjectWriter.WhyNot(type, value) is { } why
            ? throw new WordingException(number.Column, $"\"{number.Text}\" does not fit: {why}")
            : (type, address, value);
    }

    /// <summary>A number, <c>0x...</c>, or the state's name: of double points ON is 2 and OFF 1.</summary>
    public static SignalValue ValueOf(Word word, TypeIdentification type)
    {
        var isDouble = TypeTable.Find(type) is { } entry && (entry.Has(ElementKind.Diq) || entry.Has(ElementKind.Sep));
        return word.Text.ToUpperInvariant() switch
        {
            "ON" => isDouble ? 2 : 1,
            "OFF" => isDouble ? 1 : 0,
            _ => SignalValue.TryParse(word.Text, out var value)
                ? value
                : throw new WordingException(word.Column, $"\"{word.Text}\" is no value: a number, ON, OFF, or octets as 0x01C4"),
        };
    }

    public static Quality QualityOf(Word word)
    {
        var quality = Quality.Good;
        foreach (var bit in word.Text.Split([' ', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            quality |= bit.ToUpperInvariant() switch
            {
                "GOOD" => Quality.Good,
                "OV" => Quality.Overflow,
                "CY" => Quality.Carry,
                "CA" => Quality.CounterAdjusted,
                "EI" => Quality.ElapsedTimeInvalid,
                "BL" => Quality.Blocked,
                "SB" => Quality.Substituted,
                "NT" => Quality.NotTopical,
                "IV" => Quality.Invalid,
                _ => throw new WordingException(word.Column, $"\"{bit}\" is no quality: good, or of OV, CY, CA, EI, BL, SB, NT, IV, as \"IV NT\""),
            };
        }

        return quality;
    }
}
