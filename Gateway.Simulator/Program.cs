using System.CommandLine;

var root = new RootCommand("IEC 60870-5-104 simulator: RTUs and masters for demo, acceptance tests and commissioning.");
return await root.Parse(args).InvokeAsync();
