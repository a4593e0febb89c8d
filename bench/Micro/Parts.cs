using Gateway.Iec104.Links;
using Gateway.Tests.Unit.Traffic;

namespace Gateway.Bench;

/// <summary>Everything that is measured, from the octets upwards.</summary>
internal static class Parts
{
    public static IEnumerable<Part> All()
    {
        yield return new Part("framing: one APDU (a TESTFR act) out of a full buffer", () => new LinkLoop().Frame);
        yield return new Part("link: one event, sent, received and acknowledged, both ends", () => new LinkLoop().Carry);
        yield return new Part("channel: the same, the octets cut into portions of 100", () => new ChannelLoop().Carry);
        yield return new Part("ASDU: its head and first address read", () => new AsduLoop().Read);
        yield return new Part("ASDU: whether its length fits (R11)", () => new AsduLoop().Fit);
        yield return new Part("routing: an event through broadcast and reply, 5 masters", () => new RoutingLoop(mapped: false).FromRtu);
        yield return new Part("routing: the same with the address map", () => new RoutingLoop(mapped: true).FromRtu);
        yield return new Part("routing: a command of a master", () => new RoutingLoop(mapped: true).FromMaster);
        foreach (var (masters, k, w) in new[] { (1, 12, 8), (5, 12, 8), (1, 32767, 1000), (5, 32767, 1000) })
        {
            // The RTU's and the masters' own links are part of it.
            yield return new Part(
                $"group: one event to {masters} {(masters == 1 ? "master" : "masters")}, k {k}, w {w}",
                () => new MemoryTraffic(masters: masters, links: new LinkConfig { K = k, W = w }).Send);
        }
    }
}
