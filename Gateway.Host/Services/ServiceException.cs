namespace Gateway.Host.Services;

/// <summary>A service verb that could not be done; its message is for the user.</summary>
internal sealed class ServiceException(string message, int exitCode = ExitCode.Fault) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
