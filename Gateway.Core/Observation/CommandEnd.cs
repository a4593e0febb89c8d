using Gateway.Abstractions;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Observation;

/// <summary>How a command has ended, why, and how long it took (O4).</summary>
/// <param name="Result">How.</param>
/// <param name="Why">What the gateway had against it, where it refused or dropped it.</param>
/// <param name="Answer">The RTU's COT; null: the RTU did not end it.</param>
/// <param name="HasLeft">Its master was gone when it ended: nobody was told.</param>
/// <param name="Duration">From the master's ASDU to this, by the turns' clock.</param>
public readonly record struct CommandEnd(CommandResult Result, DropReason Why, CauseOfTransmission? Answer, bool HasLeft, TimeSpan Duration);
