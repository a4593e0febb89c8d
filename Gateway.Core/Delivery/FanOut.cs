using Gateway.Abstractions;

namespace Gateway.Core.Delivery;

/// <summary>
/// Events that came one behind the other and go to the same masters: queued for each of them together, by the end of the turn or before anything
/// else is. While something is in it, it has one use of its segment.
/// </summary>
internal struct FanOut
{
    public ApduRun Run;
    public MasterSet To;

    public readonly bool IsEmpty => Run.Count == 0;

    /// <summary>Takes one more; false: it is for others, or does not stand behind the last one.</summary>
    public bool TryExtend(in MasterSet to, in ApduRun run) => Run.Count > 0 && to == To && Run.TryExtend(run);
}
