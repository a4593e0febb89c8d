using Gateway.Abstractions;

namespace Gateway.Core.Observation;

/// <summary>What a group has done since it started. One writer, its turn; read from any thread without a lock.</summary>
public sealed class GroupCounters
{
    private readonly long[] _dropped = new long[Enum.GetValues<DropReason>().Length];

    /// <summary>ASDUs received from the RTU.</summary>
    public long FromRtu { get; internal set; }

    /// <summary>ASDUs sent to the RTU.</summary>
    public long ToRtu { get; internal set; }

    /// <summary>ASDUs received from masters.</summary>
    public long FromMasters { get; internal set; }

    /// <summary>Copies sent to masters.</summary>
    public long ToMasters { get; internal set; }

    /// <summary>Copies that masters had not got, or not acknowledged, when they were closed (D1).</summary>
    public long Missed { get; internal set; }

    /// <summary>Masters refused (S12).</summary>
    public long Refused { get; internal set; }

    /// <summary>What peers did that is odd and was ignored: a con that nobody asked for, for example (L2).</summary>
    public long Noted { get; internal set; }

    /// <summary>RTU links closed and opened anew, so that the RTU keeps what nobody confirmed (D4).</summary>
    public long Reopened { get; internal set; }

    /// <summary>Times that the RTU stood still until a master acknowledged (D7).</summary>
    public long Standstills { get; internal set; }

    /// <summary>Replies whose OA named another session than their key (R4).</summary>
    public long OriginatorMismatches { get; internal set; }

    /// <summary>Times that a policy threw (R12).</summary>
    public long PolicyFailures { get; internal set; }

    public long Dropped(DropReason why) => Volatile.Read(ref _dropped[(int)why]);

    internal void CountDropped(DropReason why) => _dropped[(int)why]++;
}
