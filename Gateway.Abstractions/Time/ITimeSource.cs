namespace Gateway.Abstractions.Time;

/// <summary>A protocol that asks servers for the time (H4). It sets no clock: that is the gateway's.</summary>
public interface ITimeSource
{
    /// <summary>
    /// Asks one server how far the machine's clock is from its own, and ends in bounded time. Whatever the network or the server does is a
    /// fault, never an exception.
    /// </summary>
    /// <param name="server">A name or an address; where the port is not the protocol's own, <c>HOST:PORT</c> or <c>[IPv6]:PORT</c>.</param>
    /// <exception cref="OperationCanceledException">Asked to stop, and for nothing else.</exception>
    Task<TimeAnswer> AskAsync(string server, CancellationToken stop);
}
