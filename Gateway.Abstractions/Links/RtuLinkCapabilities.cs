namespace Gateway.Abstractions.Links;

/// <summary>What an RTU link can do beyond carrying ASDUs.</summary>
[Flags]
public enum RtuLinkCapabilities
{
    None = 0,

    /// <summary><see cref="IRtuLink.Release"/> holds N(R) back. Without it <c>acknowledge: received</c> is in force (D1).</summary>
    HoldsAcknowledgement = 1,

    /// <summary><see cref="IRtuLinkEvents.Confirmed"/> is told.</summary>
    TellsConfirmation = 2,
}
