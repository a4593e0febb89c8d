using System.Net;
using DispatchSpike;

// DispatchSpike inline1|inlineN|pool[b]|epoll|epolls CONFIG.csv    b: own buffer in the SAEA instead of a zero-byte receive
if (args is ["probe", ..]) { Probe.Run(args.Length > 1 ? args[1] : "inline1"); return 0; }
if (args.Length != 2) { Console.Error.WriteLine("usage: DispatchSpike MODE CONFIG.csv"); return 2; }
string mode = args[0];
Modes.Set(mode);
var groups = new List<Group>();
foreach (string line in File.ReadLines(args[1]))
{
    if (line.StartsWith('!')) break;
    string[] c = line.Split(',');
    if (line.Length == 0 || !char.IsAsciiDigit(line[0]) || c.Length < 15 || !c[14].Contains(':')) continue;
    groups.Add(new Group(int.Parse(c[2]), IPEndPoint.Parse(c[14]), Math.Min(int.Parse(c[4]), 255), int.Parse(c[10]), int.Parse(c[9])));
}
if (mode.StartsWith("epoll")) EpollDispatch.Run([.. groups]); else SocketDispatch.Run([.. groups]);
return 0;

static class Modes
{
    public static void Set(string mode)
    {
        SocketDispatch.Kind = mode.EndsWith('b') ? ReadKind.OwnBuffer : ReadKind.ZeroByte;
        EpollPeer.Suppress = mode == "epolls";
        if (mode.StartsWith("inline")) Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        if (mode.StartsWith("inline1")) Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }
}
