using System.Collections.Frozen;

namespace Gateway.Iec104.Asdus;

/// <summary>
/// Causes of transmission as people write them: in the words of a log (<c>interrogated by station</c>), in the standard's abbreviations
/// (<c>inrogen</c>; 60870-5-101, table 14) or as numbers.
/// </summary>
public static class CauseNames
{
    private static readonly (string Name, Cause Cause)[] Abbreviations =
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

    private static readonly FrozenDictionary<string, Cause> ByName = Abbreviations
        .Concat(Abbreviations.Select(row => (Name: Words.Of(row.Cause), row.Cause)))
        .ToFrozenDictionary(row => row.Name, row => row.Cause, StringComparer.OrdinalIgnoreCase);

    /// <summary>All abbreviations, for an error's text.</summary>
    public static string All { get; } = string.Join(", ", Abbreviations.Select(row => row.Name));

    /// <summary>In words: <c>activation confirmation negative test</c>.</summary>
    public static string Of(CauseOfTransmission cot) =>
        $"{(Enum.IsDefined(cot.Cause) ? Words.Of(cot.Cause) : $"cause {(byte)cot.Cause}")}{(cot.IsNegative ? " negative" : "")}{(cot.IsTest ? " test" : "")}";

    /// <summary>The number, too: <c>3 spontaneous</c>, <c>7 activation confirmation negative</c>.</summary>
    public static string WithNumber(CauseOfTransmission cot) => Enum.IsDefined(cot.Cause) ? $"{(byte)cot.Cause} {Of(cot)}" : $"{cot}";

    /// <summary>Words or an abbreviation in any case, or a number 1..63.</summary>
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
