namespace Gateway.Core.Hosting;

/// <summary>A routing policy or an RTU library that a group names and no plugin has.</summary>
/// <param name="Name">As the group names it.</param>
/// <param name="Message">The same in words, with the group.</param>
public sealed record MissingPlugin(string Name, string Message);
