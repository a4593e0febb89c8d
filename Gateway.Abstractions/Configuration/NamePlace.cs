namespace Gateway.Abstractions.Configuration;

/// <summary>Where a file names a routing policy or an RTU library. Whether some plugin has it no loader knows; the gateway reports what is missing there (C4).</summary>
/// <param name="Name">The policy's or the library's.</param>
/// <param name="Group">The id of the group that names it; null: the file names it for all of them.</param>
/// <param name="Line">1 = first.</param>
/// <param name="Column">In CSV the cell, 1 = first; in JSON the character.</param>
public sealed record NamePlace(string Name, string? Group, int Line, int Column);
