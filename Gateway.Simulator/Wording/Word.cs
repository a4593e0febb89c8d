namespace Gateway.Simulator.Wording;

/// <summary>A word of a line: a name, a number, a sign (<c>= != &lt; &lt;= &gt; &gt;= -&gt;</c>) or what stands in quotes.</summary>
/// <param name="Text">Without the quotes; variables are put in.</param>
/// <param name="Column">1 is the first character.</param>
/// <param name="IsQuoted">It stood in quotes: never a keyword.</param>
public readonly record struct Word(string Text, int Column, bool IsQuoted)
{
    /// <summary>Whether it is this keyword, in any case.</summary>
    public bool Is(string keyword) => !IsQuoted && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
