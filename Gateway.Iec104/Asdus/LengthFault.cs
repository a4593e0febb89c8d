namespace Gateway.Iec104.Asdus;

/// <summary>The length of an ASDU does not fit its type and VSQ (R11).</summary>
/// <param name="Type">A type of the table.</param>
/// <param name="Vsq">SQ and N.</param>
/// <param name="ExpectedOctets">The octets that its objects need; of a segment as LOS says; null when N is 0.</param>
/// <param name="ActualOctets">The octets behind the head.</param>
public readonly record struct LengthFault(
    TypeIdentification Type, VariableStructureQualifier Vsq, int? ExpectedOctets, int ActualOctets)
{
    public override string ToString() => ExpectedOctets is { } expected
        ? $"{Type} with SQ {(Vsq.IsSequence ? 1 : 0)} and N {Vsq.Count} needs {expected} octets of objects, not {ActualOctets}"
        : $"{Type} with N 0";
}
