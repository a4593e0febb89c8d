namespace Gateway.Iec104.Sockets;

/// <summary>
/// Something that wants a turn: a readable socket, a deadline, an operator's request. One node per source, made once and used again; while
/// it stands in line, entering it again changes nothing.
/// </summary>
public abstract class TurnInput
{
    internal TurnInput? Next;
    internal int InLine;

    /// <summary>Does its work, inside the turn. Whatever came in since it entered is found here.</summary>
    protected internal abstract void Run();
}
