namespace Gateway.Abstractions.Configuration;

/// <summary>Somebody who may log in to the page.</summary>
/// <param name="Password">Its hash, as <c>hash-password</c> prints it.</param>
public sealed record WebUser(string Name, WebRole Role, string Password);
