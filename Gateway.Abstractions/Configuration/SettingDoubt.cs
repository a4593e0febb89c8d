namespace Gateway.Abstractions.Configuration;

/// <summary>A setting that is allowed but seldom meant so.</summary>
/// <param name="Setting">The record's property: <c>W</c>.</param>
/// <param name="Message">What is doubtful.</param>
/// <param name="Advice">What would be right.</param>
public sealed record SettingDoubt(string Setting, string Message, string Advice);
