namespace Gateway.Simulator.Files;

/// <summary>What a finding does to its row.</summary>
public enum FindingSeverity
{
    /// <summary>Read, but perhaps not as it was meant.</summary>
    Warning,

    /// <summary>The row was skipped.</summary>
    Error,
}
