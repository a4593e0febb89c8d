namespace Gateway.Simulator.Files;

/// <summary>
/// Something in a file that its author should know, in the gateway's form:
/// <c>iec104rs.csv:21:4: port 2404 is taken by row 19 (ABB); give this row a port of its own</c>.
/// </summary>
/// <param name="File">The file's name as the user gave it.</param>
/// <param name="Line">1 = first.</param>
/// <param name="Column">The cell, 1 = first.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What would be right.</param>
public sealed record FileFinding(FindingSeverity Severity, string File, int Line, int Column, string Message, string Advice)
{
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {(Severity == FindingSeverity.Warning ? "warning: " : "")}{Message}; {Advice}";
}
