using System.Net.Sockets;

namespace Gateway.Iec104.Sockets;

/// <summary>What a <see cref="LinkListener"/> tells its owner, inside the owner's turn.</summary>
public interface ILinkListenerOwner
{
    /// <summary>A connection has come in. The owner has it now: it makes a <see cref="LinkConnection"/> of it, or disposes it.</summary>
    void Accepted(LinkListener listener, Socket socket);
}
