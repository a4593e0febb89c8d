namespace Gateway.Host;

/// <summary>What the process tells its caller (H3).</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>A fault of ours.</summary>
    public const int Fault = 1;

    /// <summary>The configuration or the command line is at fault.</summary>
    public const int Usage = 2;

    /// <summary>No group could be started or take its port, another gateway has the folder of the logs, too few files may be open, or a permission is missing.</summary>
    public const int NoPort = 3;
}
