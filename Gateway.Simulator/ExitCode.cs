namespace Gateway.Simulator;

/// <summary>What the process tells its caller; as the gateway's.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>A fault of ours, or a test that failed.</summary>
    public const int Fault = 1;

    /// <summary>A file or the command line is at fault.</summary>
    public const int Usage = 2;

    /// <summary>No RTU could take its ports.</summary>
    public const int NoPort = 3;
}
