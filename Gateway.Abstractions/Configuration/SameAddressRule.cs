namespace Gateway.Abstractions.Configuration;

/// <summary>What happens when a master connects from an address that is connected already (S10).</summary>
public enum SameAddressRule
{
    /// <summary><c>all</c>: both stay.</summary>
    All,

    /// <summary><c>old</c>: the newcomer is refused.</summary>
    Old,

    /// <summary><c>new</c>: the older connection is closed.</summary>
    New,
}
