namespace Gateway.Abstractions.Configuration;

/// <summary>
/// Something in a configuration file that its author should know (C4):
/// <c>stations.csv:48:3: port 2404 is taken by row 44 (RTU-ABB); give this row a port of its own</c>.
/// </summary>
/// <param name="File">The file's name as the user gave it.</param>
/// <param name="Line">1 = first.</param>
/// <param name="Column">In CSV the cell, 1 = first; in JSON the character.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What would be right.</param>
public sealed record ConfigurationFinding(FindingSeverity Severity, string File, int Line, int Column, string Message, string Advice)
{
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {(Severity == FindingSeverity.Warning ? "warning: " : "")}{Message}; {Advice}";
}
