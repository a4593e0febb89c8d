using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Frames;

/// <summary>
/// One information object that a simulated RTU or master has sent or received: the line of the log, what a scenario waits for, and the row of
/// a report. An ASDU of several objects makes several, which share <see cref="Asdu"/>.
/// </summary>
/// <param name="Time">Local time of the machine, when it was sent or received.</param>
/// <param name="Station">The simulated station's name.</param>
/// <param name="Peer">The other end; null: everybody connected.</param>
/// <param name="Value">As a person reads it: <c>ON</c>, <c>49.98</c>.</param>
/// <param name="Number">The value as a number, where it is one: single point 0 or 1, double point 0..3, measured values.</param>
/// <param name="Quality">Empty where it is good: <c>IV NT</c>.</param>
/// <param name="TimeTag">What the object bears; null: none.</param>
/// <param name="Comment">From the file that the signal comes from, or what is odd about it.</param>
/// <param name="Asdu">All octets of the ASDU.</param>
public sealed record Signal(
    DateTime Time,
    string Station,
    SignalDirection Direction,
    IPEndPoint? Peer,
    TypeIdentification Type,
    CauseOfTransmission Cause,
    OriginatorAddress Originator,
    CommonAddress Address,
    InformationObjectAddress Object,
    string Value,
    double? Number,
    string Quality,
    DateTime? TimeTag,
    string Comment,
    ReadOnlyMemory<byte> Asdu);
