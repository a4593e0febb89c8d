using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;

namespace Gateway.Simulator.Masters;

/// <summary>A command as it is asked for: any of the types 45..51 and 58..64.</summary>
/// <param name="Type">Without (45..51) or with a time tag (58..64).</param>
/// <param name="Object">The command's information object address.</param>
/// <param name="Value"><c>ON</c>, <c>HIGHER</c>, <c>49.98</c>, <c>0xFF00</c>.</param>
public sealed record CommandRequest(TypeIdentification Type, InformationObjectAddress Object, string Value)
{
    private const int TimeTagged = TypeIdentification.C_SC_TA_1 - TypeIdentification.C_SC_NA_1;

    /// <summary>The station; null: the master's own.</summary>
    public CommonAddress? Address { get; init; }

    /// <summary>Select before operate: the execute goes when the select was confirmed.</summary>
    public bool Select { get; init; }

    /// <summary>The select alone: nothing is executed, and the point stays selected.</summary>
    public bool SelectsOnly { get; init; }

    /// <summary>A deactivation: a select is given up.</summary>
    public bool Deactivates { get; init; }

    /// <summary>QU of 45..47, 58..60 (0..31); QL of set points (0..127).</summary>
    public byte Qualifier { get; init; }

    /// <summary>The same with the time tag of the moment when it is sent.</summary>
    public CommandRequest WithTime() => Type <= TypeIdentification.C_BO_NA_1 ? this with { Type = Type + TimeTagged } : this;

    /// <summary>
    /// Reads <c>TYPE:IOA=VALUE</c>: <c>C_SC_NA_1:21001=ON</c>, <c>50:4001=49.98</c>; <c>select</c> in front of it is a select alone, <c>cancel</c> a
    /// deactivation.
    /// </summary>
    /// <exception cref="FormatException">The message says what would be right.</exception>
    public static CommandRequest Parse(string text)
    {
        var words = text.Split(' ', 2, StringSplitOptions.TrimEntries);
        switch (words)
        {
            case ["select", var selected]:
                return (Parse(selected) with { SelectsOnly = true }).Checked();
            case ["cancel", var cancelled]:
                return (Parse(cancelled) with { Deactivates = true }).Checked();
        }

        var colon = text.IndexOf(':');
        var equals = text.IndexOf('=');
        if (colon < 1 || equals < colon)
        {
            throw new FormatException($"\"{text}\" is no command. TYPE:IOA=VALUE is one, as C_SC_NA_1:21001=ON; \"select\" or \"cancel\" may stand in front of it.");
        }

        return Create(text[..colon], text[(colon + 1)..equals], text[(equals + 1)..]);
    }

    /// <exception cref="FormatException">The message says what would be right.</exception>
    public static CommandRequest Create(string type, string address, string value)
    {
        if (!Frames.TypeNames.TryParse(type, out var id) || !IsCommand(id))
        {
            throw new FormatException($"\"{type}\" is no command. Commands are 45..51 and 58..64, as C_SC_NA_1 (45), C_DC_NA_1 (46), C_SE_NC_1 (50).");
        }

        if (!uint.TryParse(address, out var ioa) || ioa > InformationObjectAddress.Max)
        {
            throw new FormatException($"\"{address}\" is no information object address: 0..{InformationObjectAddress.Max}.");
        }

        return new CommandRequest(id, new InformationObjectAddress(ioa), value.Trim()).Checked();
    }

    /// <summary>The same, if it can be written: select and qualifier, too.</summary>
    /// <exception cref="FormatException">The message says what would be right.</exception>
    public CommandRequest Checked()
    {
        _ = ToAsdu(new CommonAddress(1), default, Select || SelectsOnly || Deactivates, default);
        return this;
    }

    /// <summary>45..51 and 58..64.</summary>
    public static bool IsCommand(TypeIdentification type) =>
        type is (>= TypeIdentification.C_SC_NA_1 and <= TypeIdentification.C_BO_NA_1) or (>= TypeIdentification.C_SC_TA_1 and <= TypeIdentification.C_BO_TA_1);

    /// <summary>The octets to send.</summary>
    /// <exception cref="FormatException">The value does not fit the type.</exception>
    public byte[] ToAsdu(CommonAddress station, OriginatorAddress originator, bool isSelect, DateTime time)
    {
        var writer = new AsduWriter(new byte[AsduView.MaxOctets], Type, Deactivates ? Cause.Deactivation : Cause.Activation, Address ?? station, originator);
        Span<byte> octets = stackalloc byte[16];
        var length = CommandValue.Write(octets, Type > TypeIdentification.C_BO_NA_1 ? Type - TimeTagged : Type, Value, Qualifier, isSelect);
        if (Type > TypeIdentification.C_BO_NA_1)
        {
            new Cp56Time2a(time).Write(octets[length..]);
            length += ElementTable.Octets(ElementKind.Cp56Time2a);
        }

        writer.AddOctets(Object, octets[..length]);
        return writer.Asdu.Octets.ToArray();
    }

    public override string ToString() => $"{Frames.TypeNames.Of(Type)} IOA {Object} = {Value}{(Deactivates ? " (deactivation)" : SelectsOnly ? " (select)" : Select ? " (select before operate)" : "")}";
}
