using System.Diagnostics.CodeAnalysis;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// An ASDU where it lies, without a copy: six octets of head, then the information objects. Valid as long as the octets are:
/// inside the call that hands it over. The link has seen to it that there are 9 octets at least.
/// </summary>
public readonly ref struct AsduView
{
    /// <summary>The shortest ASDU: a head and one information object address.</summary>
    public const int MinOctets = AsduHead.Octets + InformationObjectAddress.Octets;

    /// <summary>The longest: 253 octets of an APDU less the four of its control field.</summary>
    public const int MaxOctets = 249;

    /// <exception cref="ArgumentException">Fewer than 9 octets.</exception>
    public AsduView(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < MinOctets)
        {
            ThrowShort(octets.Length);
        }

        Octets = octets;
    }

    /// <summary>Head and objects.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    public AsduHead Head => AsduHead.Read(Octets);

    /// <summary>What follows the head: addresses and elements as VSQ arranges them.</summary>
    public ReadOnlySpan<byte> Objects => Octets[AsduHead.Octets..];

    public TypeIdentification Type => (TypeIdentification)Octets[0];

    public VariableStructureQualifier Vsq => new(Octets[1]);

    public CauseOfTransmission Cot => new(Octets[2]);

    public Cause Cause => Cot.Cause;

    public OriginatorAddress Originator => new(Octets[3]);

    public CommonAddress CommonAddress => new((ushort)(Octets[4] | (Octets[5] << 8)));

    /// <summary>The address of the first (with SQ = 1: the only) information object.</summary>
    public InformationObjectAddress FirstAddress => InformationObjectAddress.Read(Objects);

    /// <summary>The objects one by one; none when the type is not known or the length does not fit the VSQ.</summary>
    public InformationObjects InformationObjects => new(this);

    /// <summary>One line for a log.</summary>
    public override string ToString() => AsduText.Of(this);

    [DoesNotReturn]
    private static void ThrowShort(int length) =>
        throw new ArgumentException($"An ASDU has {MinOctets} octets at least (type, VSQ, COT, OA, CA, IOA); these are {length}.", nameof(length));
}
