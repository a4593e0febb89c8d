namespace Gateway.Host.Plugins;

/// <summary>A plugin cannot be used; the message says what is wrong, where, and what would be right.</summary>
internal sealed class PluginException(string message) : Exception(message);
