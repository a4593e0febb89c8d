namespace Gateway.Abstractions.Configuration;

/// <summary>A file with a group changed.</summary>
/// <param name="Octets">Null: it could not be changed.</param>
/// <param name="WhyNot">What is in the way, and what would be right.</param>
public sealed record EditedFile(ReadOnlyMemory<byte>? Octets, string? WhyNot);
