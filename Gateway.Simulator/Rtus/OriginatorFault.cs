namespace Gateway.Simulator.Rtus;

/// <summary>Which OA the answers to a request bear.</summary>
public enum OriginatorFault
{
    /// <summary>The request's, as it should be.</summary>
    None,

    /// <summary>0.</summary>
    Missing,

    /// <summary>That of another request before; at first one that nobody has used.</summary>
    Stale,
}
