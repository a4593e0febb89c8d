namespace Gateway.Simulator.Http;

/// <summary>A request that cannot be done; the message says what is wrong and what would be right.</summary>
internal sealed class BadRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
