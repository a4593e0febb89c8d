namespace Gateway.Abstractions.Routing;

/// <summary>
/// Where an ASDU of the RTU goes, while the policies of the chain look at it one after the other. The first one finds
/// <see cref="To"/> empty.
/// </summary>
public ref struct RtuRoute
{
    private readonly ref readonly MasterSet _started;

    public RtuRoute(ref readonly MasterSet started, in MasterSet askers, bool isReply)
    {
        _started = ref started;
        Askers = askers;
        IsReply = isReply;
    }

    /// <summary>The masters that are started, between STARTDT con and STOPDT con. Only they can receive.</summary>
    public readonly ref readonly MasterSet Started => ref _started;

    /// <summary>The owners of the open request with this ASDU's key (R4); empty where nobody asked.</summary>
    public readonly MasterSet Askers;

    /// <summary>Its cause of transmission is a reply's (R4).</summary>
    public readonly bool IsReply;

    /// <summary>Who gets it. What is not in <see cref="Started"/> is ignored.</summary>
    public MasterSet To;

    /// <summary>Why it goes nowhere, or (<see cref="DropReason.OwnNumberOfAnother"/>) not to everybody.</summary>
    public DropReason Drop;

    /// <summary>No policy after this one is asked.</summary>
    public bool Settled;
}
