using System.Globalization;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Simulator.Masters;

/// <summary>A command's value from a person's words to its elements.</summary>
internal static class CommandValue
{
    /// <summary>Writes the elements of a type without time tag.</summary>
    /// <returns>How many octets.</returns>
    /// <exception cref="FormatException">The message says what would be right.</exception>
    public static int Write(Span<byte> octets, TypeIdentification type, string value, byte qualifier, bool isSelect)
    {
        var isSetPoint = type is TypeIdentification.C_SE_NA_1 or TypeIdentification.C_SE_NB_1 or TypeIdentification.C_SE_NC_1;
        var most = isSetPoint ? 127 : type == TypeIdentification.C_BO_NA_1 ? 0 : 31;
        if (qualifier > most)
        {
            throw new FormatException($"The qualifier {qualifier} does not fit {type}: 0..{most}.");
        }

        if (isSelect && type == TypeIdentification.C_BO_NA_1)
        {
            throw new FormatException("A bitstring command (51, 64) has no select: leave it out.");
        }

        var qoc = isSetPoint ? default : new Qoc((Qu)qualifier, isSelect);
        switch (type)
        {
            case TypeIdentification.C_SC_NA_1:
                return Put(octets, new Sco(State(value, type, ("OFF", 0), ("ON", 1)) == 1, qoc));
            case TypeIdentification.C_DC_NA_1:
                return Put(octets, new Dco((DoubleCommand)State(value, type, ("OFF", 1), ("ON", 2)), qoc));
            case TypeIdentification.C_RC_NA_1:
                return Put(octets, new Rco((StepCommand)State(value, type, ("LOWER", 1), ("HIGHER", 2)), qoc));
            case TypeIdentification.C_BO_NA_1:
                return Put(octets, new Bsi(Bits(value)));
            default:
                var length = SetPoint(octets, type, value);
                return length + Put(octets[length..], new Qos(qualifier, isSelect));
        }
    }

    private static int SetPoint(Span<byte> octets, TypeIdentification type, string value) => type switch
    {
        TypeIdentification.C_SE_NA_1 => Put(octets, Nva.From(Number(value, -1, 1, "a normalized value: -1..1, as 0.25"))),
        TypeIdentification.C_SE_NB_1 => Put(octets, new Sva(Whole(value))),
        _ => Put(octets, new ShortFloat((float)Number(value, float.MinValue, float.MaxValue, "a number, as 49.98"))),
    };

    private static int State(string value, TypeIdentification type, params ReadOnlySpan<(string Name, int State)> states)
    {
        foreach (var (name, state) in states)
        {
            if (value.Equals(name, StringComparison.OrdinalIgnoreCase) || value == state.ToString())
            {
                return state;
            }
        }

        throw new FormatException($"\"{value}\" does not fit {type}: {states[0].Name} ({states[0].State}) or {states[1].Name} ({states[1].State}).");
    }

    private static double Number(string value, double least, double most, string right) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"\"{value}\" is not {right}.");

    private static short Whole(string value) =>
        short.TryParse(value, out var number) ? number : throw new FormatException($"\"{value}\" is not a scaled value: a whole number -32768..32767.");

    private static uint Bits(string value)
    {
        var isHex = value.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(isHex ? value[2..] : value, isHex ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            ? bits
            : throw new FormatException($"\"{value}\" is not 32 bits: a number 0..4294967295, or as 0xFF00FF00.");
    }

    private static int Put<T>(Span<byte> octets, T element)
        where T : struct, IElement<T>
    {
        element.Write(octets);
        return ElementTable.Octets(T.Kind);
    }
}
