namespace Gateway.Tests.Unit.Sockets;

/// <summary>The same on the runtime's completions, as on systems without epoll.</summary>
[TestClass]
public sealed class CompletionWireTests : LinkConnectionTests
{
    internal override SocketBench NewBench() => new(completions: true);
}
