using System.Collections.Frozen;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Frames;

/// <summary>Causes of transmission in the standard's abbreviations (60870-5-101, table 14): <c>spont</c>, <c>actcon</c>, <c>inrogen</c>; or as numbers.</summary>
public static class CauseNames
{
    private static readonly (string Name, Cause Cause)[] Table =
    [
        ("per", Cause.Periodic), ("back", Cause.BackgroundScan), ("spont", Cause.Spontaneous), ("init", Cause.Initialized),
        ("req", Cause.Request), ("act", Cause.Activation), ("actcon", Cause.ActivationConfirmation), ("deact", Cause.Deactivation),
        ("deactcon", Cause.DeactivationConfirmation), ("actterm", Cause.ActivationTermination), ("retrem", Cause.ReturnInformationRemote),
        ("retloc", Cause.ReturnInformationLocal), ("file", Cause.FileTransfer), ("inrogen", Cause.InterrogatedByStation),
        .. Enumerable.Range(1, 16).Select(group => ($"inro{group}", (Cause)((int)Cause.InterrogatedByStation + group))),
        ("reqcogen", Cause.RequestedByGeneralCounter),
        .. Enumerable.Range(1, 4).Select(group => ($"reqco{group}", (Cause)((int)Cause.RequestedByGeneralCounter + group))),
        ("unknown-type", Cause.UnknownTypeIdentification), ("unknown-cause", Cause.UnknownCauseOfTransmission),
        ("unknown-ca", Cause.UnknownCommonAddress), ("unknown-ioa", Cause.UnknownInformationObjectAddress),
    ];

    private static readonly FrozenDictionary<string, Cause> ByName = Table.ToFrozenDictionary(row => row.Name, row => row.Cause, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<Cause, string> Names = Table.ToFrozenDictionary(row => row.Cause, row => row.Name);

    /// <summary>All abbreviations, for an error's text.</summary>
    public static string All { get; } = string.Join(", ", Table.Select(row => row.Name));

    /// <summary><c>3 spont</c>, <c>7 actcon negative</c>.</summary>
    public static string Of(CauseOfTransmission cot) =>
        $"{(byte)cot.Cause}{(Names.TryGetValue(cot.Cause, out var name) ? $" {name}" : "")}{(cot.IsNegative ? " negative" : "")}{(cot.IsTest ? " test" : "")}";

    /// <summary>An abbreviation in any case, or a number 1..63.</summary>
    public static bool TryParse(string text, out Cause cause)
    {
        if (byte.TryParse(text, out var number))
        {
            cause = (Cause)number;
            return number is > 0 and < 64;
        }

        return ByName.TryGetValue(text, out cause);
    }
}
