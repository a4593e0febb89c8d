namespace Gateway.Abstractions.Routing;

/// <summary>Whether a master's ASDU goes to the RTU, while the policies of the chain look at it one after the other.</summary>
public ref struct MasterRoute(MasterId from)
{
    public readonly MasterId From = from;

    /// <summary>
    /// Other than <see cref="DropReason.None"/>: it goes nowhere, and this is why. A request that a policy of yours drops
    /// (<see cref="DropReason.Policy"/>) is answered with a negative confirmation.
    /// </summary>
    public DropReason Drop;

    /// <summary>No policy after this one is asked.</summary>
    public bool Settled;
}
