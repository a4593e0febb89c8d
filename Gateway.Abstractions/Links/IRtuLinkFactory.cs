using Gateway.Abstractions.Configuration;

namespace Gateway.Abstractions.Links;

/// <summary>Makes the RTU links of one library; a plugin registers it by name, a group asks for it by <see cref="GroupConfig.RtuLibrary"/>.</summary>
public interface IRtuLinkFactory
{
    /// <summary>The link of one group. Its events may come from any thread: the gateway copies them into the group's turn.</summary>
    IRtuLink Create(GroupConfig group, IRtuLinkEvents events);
}
