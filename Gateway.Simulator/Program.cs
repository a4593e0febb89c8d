using System.CommandLine;
using Gateway.Simulator.Commands;

var root = new RootCommand("IEC 60870-5-104 simulator: RTUs and masters for demo, acceptance tests and commissioning.")
{
    RtuCommand.Create(),
};

// The commands see to signals themselves.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
