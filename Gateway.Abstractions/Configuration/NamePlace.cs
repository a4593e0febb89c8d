namespace Gateway.Abstractions.Configuration;

/// <summary>Where a file names a routing policy, an RTU library or a time source. Whether some plugin has it no loader knows; the gateway reports what is missing there (C4).</summary>
/// <param name="Name">The policy's, the library's or the source's.</param>
/// <param name="Group">The id of the group that names it; null: the file names it for all of them.</param>
/// <param name="Line">1 = first.</param>
/// <param name="Column">In CSV the cell, 1 = first; in JSON the character.</param>
public sealed record NamePlace(string Name, string? Group, int Line, int Column);
