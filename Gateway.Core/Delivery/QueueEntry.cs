using Gateway.Iec104.Asdus;

namespace Gateway.Core.Delivery;

/// <summary>An ASDU on its way to one master: where its objects lie, its own head, and the RTU's APDU it came with, if any.</summary>
internal readonly record struct QueueEntry(int Place, uint Slot, AsduHead Head, CopyKind Kind);

/// <summary>A copy that was sent and waits for the master's acknowledgement.</summary>
internal readonly record struct SentCopy(uint Slot, CopyKind Kind);

/// <summary>What a copy is to the <see cref="DeliveryLedger"/>.</summary>
internal enum CopyKind : byte
{
    /// <summary>Made by the gateway, or a reply: nothing waits for its acknowledgement.</summary>
    Unbound,

    /// <summary>An event: the master's acknowledgement is passed on.</summary>
    Event,
}
