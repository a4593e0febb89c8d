using Gateway.Host.Commands;
using Gateway.Iec104.Sockets;

// Before the first socket, timer or thread of this process: the runtime looks once.
SocketDispatch.UseInlineCompletions();
return await CommandLine.RunAsync(args);
