using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Frames;

/// <summary>Type identifications as people write them: <c>M_SP_TB_1</c> or <c>30</c>.</summary>
public static class TypeNames
{
    /// <summary>The mnemonic; of a type that the table lacks its number.</summary>
    public static string Of(TypeIdentification type) => TypeTable.Find(type)?.Name ?? $"type {(byte)type}";

    /// <summary>A mnemonic in any case, or a number 1..255.</summary>
    public static bool TryParse(string text, out TypeIdentification type)
    {
        if (byte.TryParse(text, out var number) && number > 0)
        {
            type = (TypeIdentification)number;
            return true;
        }

        type = default;
        return text.Contains('_') && Enum.TryParse(text, ignoreCase: true, out type) && Enum.IsDefined(type);
    }
}
