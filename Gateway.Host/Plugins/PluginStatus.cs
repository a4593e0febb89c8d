namespace Gateway.Host.Plugins;

/// <summary>One folder of <c>plugins/</c> and what became of it; or <c>plugins/</c> itself, where that could not be read.</summary>
/// <param name="Error">Null: it is loaded. Else what is wrong, where, and what would be right.</param>
internal sealed record PluginStatus(string Name, string Path, Version? Version, string? Error);
