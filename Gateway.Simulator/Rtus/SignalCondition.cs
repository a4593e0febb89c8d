using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>What must have come from a master before a row is sent; null: anything.</summary>
/// <param name="Rtu">The row is for this RTU alone.</param>
/// <param name="Type">The type received: a command, 100 (an interrogation), 103 (the clock).</param>
/// <param name="Value">The two low bits of what was received: a single command's 0 or 1, a double command's 1 or 2.</param>
/// <param name="Within">How long to wait for it.</param>
public sealed record SignalCondition(CommonAddress? Rtu, TypeIdentification? Type, InformationObjectAddress? Object, int? Value, TimeSpan Within)
{
    /// <summary>Whether something must come; else the row is only for one RTU.</summary>
    public bool Waits => Type is not null || Object is not null || Value is not null;

    /// <summary>Whether this is what was waited for.</summary>
    public bool IsMetBy(in AsduView received)
    {
        if ((Type is { } type && type != received.Type) || (Object is { } address && address != received.FirstAddress))
        {
            return false;
        }

        return Value is not { } value || (received.Objects.Length > InformationObjectAddress.Octets && (received.Objects[InformationObjectAddress.Octets] & 3) == value);
    }

    /// <summary><c>type 46, IOA 21001, value 2 within 5000 s</c></summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Rtu is { } rtu) parts.Add($"RTU {rtu}");
        if (Type is { } type) parts.Add($"type {(byte)type}");
        if (Object is { } address) parts.Add($"IOA {address}");
        if (Value is { } value) parts.Add($"value {value}");
        return string.Join(", ", parts) + (Waits ? $" within {Within.TotalSeconds} s" : "");
    }
}
