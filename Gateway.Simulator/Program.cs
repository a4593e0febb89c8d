using System.CommandLine;
using Gateway.Simulator;
using Gateway.Simulator.Commands;

var root = new RootCommand("IEC 60870-5-104 simulator: RTUs and masters for demo, acceptance tests and commissioning.")
{
    RtuCommand.Create(),
    MasterCommand.Create(),
    TestCommand.Create(),
};

// The commands see to signals themselves.
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
