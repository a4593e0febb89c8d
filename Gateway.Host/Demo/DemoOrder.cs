using Gateway.Simulator.Masters;

namespace Gateway.Host.Demo;

/// <summary>What an operator of the demo does, and takes back the next time.</summary>
/// <param name="What">For people: <c>feeder 3, breaker</c>.</param>
internal sealed record DemoOrder(string What, CommandRequest Do, CommandRequest Undo);
