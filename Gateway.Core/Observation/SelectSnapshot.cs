using Gateway.Iec104;

namespace Gateway.Core.Observation;

/// <summary>A point that is selected (R7).</summary>
/// <param name="CommonAddress">The RTU's.</param>
/// <param name="Owner">The master whose it is, as logs name it.</param>
/// <param name="Until">When it is free again by itself.</param>
public sealed record SelectSnapshot(CommonAddress CommonAddress, InformationObjectAddress Address, string Owner, Instant Until);
