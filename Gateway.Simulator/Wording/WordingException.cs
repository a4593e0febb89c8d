namespace Gateway.Simulator.Wording;

/// <summary>A line that says nothing we understand: what is wrong, and what would be right.</summary>
public sealed class WordingException(int column, string message) : FormatException(message)
{
    /// <summary>1 is the first character.</summary>
    public int Column { get; } = column;
}
