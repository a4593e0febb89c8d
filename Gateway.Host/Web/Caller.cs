using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Web;

/// <summary>Who asks.</summary>
/// <param name="Csrf">What a changing request of his must bear; null: none is needed.</param>
internal sealed record Caller(string Name, WebRole Role, string? Csrf);
