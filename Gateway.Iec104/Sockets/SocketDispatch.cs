namespace Gateway.Iec104.Sockets;

/// <summary>
/// How the runtime hands socket events to us (docs/decisions/0001-dispatch.md): on Linux inline, on one polling thread, so that a group's turn
/// runs where its octets arrive. Windows completes on its own pool threads; nothing is set there.
/// </summary>
public static class SocketDispatch
{
    private const string Inline = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    private const string Threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    /// <summary>
    /// Sets it up for this process, before its first socket: the runtime looks once. What the environment says already stays. Afterwards
    /// whatever else awaits a socket in the process must hop to the thread pool before it does work of its own.
    /// </summary>
    public static void UseInlineCompletions()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        SetUnlessSet(Inline, "1");
        SetUnlessSet(Threads, "1");
    }

    private static void SetUnlessSet(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is null)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
