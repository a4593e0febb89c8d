using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>Answers that repeat their request with another cause.</summary>
internal static class Mirror
{
    public static Answer Of(in AsduView request, CommonAddress number, Cause cause, bool negative = false, string comment = "")
    {
        var octets = request.Octets.ToArray();
        var head = request.Head;
        (head with { Cot = head.Cot.With(cause, negative), CommonAddress = head.CommonAddress.IsBroadcast ? number : head.CommonAddress }).Write(octets);
        return new Answer(octets, IsEvent: false, comment);
    }

    /// <summary>Causes 44..47.</summary>
    public static Answer Unknown(in AsduView request, Cause cause, string comment)
    {
        var octets = request.Octets.ToArray();
        var head = request.Head;
        (head with { Cot = head.Cot.With(cause, negative: true) }).Write(octets);
        return new Answer(octets, IsEvent: false, comment);
    }
}
