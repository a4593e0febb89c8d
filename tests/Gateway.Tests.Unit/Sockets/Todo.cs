using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>Something to do inside a turn.</summary>
internal sealed class Todo(Action what) : TurnInput
{
    protected internal override void Run() => what();
}
