namespace Gateway.Tests.Unit.Sockets;

/// <summary>The same on the runtime's completions, as on systems without epoll.</summary>
[TestClass]
public sealed class CompletionListenerTests : LinkListenerTests
{
    internal override SocketBench NewBench(string listen = "127.0.1.1") => new(listen, completions: true);
}
