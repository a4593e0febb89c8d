namespace Gateway.Iec104.Links;

/// <summary>When a received I APDU may be acknowledged.</summary>
public enum AcknowledgeTiming
{
    /// <summary>As the standard has it: at the latest after w of them, or after t2.</summary>
    OnReceipt,

    /// <summary>Only as far as <see cref="Link.Release"/> allows, and then at once.</summary>
    WhenReleased,
}
