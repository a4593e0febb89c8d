namespace Gateway.Simulator.Scenarios;

/// <summary>What is wrong in a scenario, and what would be right.</summary>
/// <param name="File">As the user named it.</param>
/// <param name="Line">1 is the first.</param>
/// <param name="Column">The character, 1 is the first.</param>
public sealed record ScenarioFault(string File, int Line, int Column, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
