namespace Gateway.Abstractions.Routing;

/// <summary>The standard policies' names, as a group's configuration has them.</summary>
public static class PolicyNames
{
    /// <summary>R1, R10: process data to every started master.</summary>
    public const string Broadcast = "broadcast";

    /// <summary>R4: a reply to those who asked, and to them alone.</summary>
    public const string Reply = "reply";

    /// <summary>R8: the masters' RTU numbers against the RTU's.</summary>
    public const string CommonAddressMap = "common-address-map";

    /// <summary>One of ours: short, and known not to block. A group with any other takes its turns in the thread pool.</summary>
    public static bool IsStandard(string name) => name is Broadcast or Reply or CommonAddressMap;
}
