using Gateway.Abstractions;

namespace Gateway.Core.Observation;

/// <summary>A <see cref="DropReason"/> in words, and the rule behind it, for logs and pages.</summary>
public static class DropReasons
{
    public static string Words(DropReason why) => why switch
    {
        DropReason.NotAControlType => "its type belongs to the monitor direction; a master may not send it",
        DropReason.NoRequest => "it answers no open request",
        DropReason.AskerGone => "the master that asked has left",
        DropReason.DoesNotFit => "its length does not fit its VSQ",
        DropReason.EndOfInitialization => "the RTU's end of initialization is not forwarded",
        DropReason.OwnNumberOfAnother => "its CA is the master's own number but another station's at the RTU",
        DropReason.TooLate => "it could not be sent in time; late it would be dangerous",
        DropReason.SelectedByAnother => "another master has selected the point",
        DropReason.NoRtu => "the RTU link is lost",
        DropReason.TooManyRequests => "more requests wait than buffsize allows",
        DropReason.TakenBack => "it was deactivated before it was sent",
        DropReason.Draining => "an operator drains its master",
        DropReason.Policy => "a routing policy decided so",
        _ => why.ToString(),
    };

    /// <summary>The rule that decides so (docs/rules.md); empty: none does.</summary>
    public static string Rule(DropReason why) => why switch
    {
        DropReason.NotAControlType => "R2",
        DropReason.NoRequest => "R10",
        DropReason.AskerGone => "R4",
        DropReason.DoesNotFit => "R11",
        DropReason.EndOfInitialization => "S6",
        DropReason.OwnNumberOfAnother => "R8",
        DropReason.TooLate or DropReason.TooManyRequests => "R9",
        DropReason.SelectedByAnother => "R7",
        DropReason.NoRtu => "S4",
        DropReason.TakenBack => "R5",
        DropReason.Policy => "R12",
        _ => "",
    };
}
