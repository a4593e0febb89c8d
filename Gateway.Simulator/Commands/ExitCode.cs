namespace Gateway.Simulator.Commands;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>An expectation was not met, or a command failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or a file that it names.</summary>
    public const int Usage = 2;
}
