using Gateway.Iec104.Links;

namespace Gateway.Core.Links;

/// <summary>What a <see cref="LinkNote"/> means, for the log.</summary>
internal static class LinkNotes
{
    public static string Words(LinkNote note) => note switch
    {
        LinkNote.UnaskedConfirmation => "a con came that nobody asked for; ignored",
        LinkNote.ActivationByControlled => "STARTDT or STOPDT act came from the RTU, which only a controlling station may send; ignored",
        LinkNote.StartWhileStopping => "STARTDT act came before the STOPDT con; ignored",
        _ => note.ToString(),
    };
}
