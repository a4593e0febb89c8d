using Gateway.Host.Commands;

return await CommandLine.RunAsync(args);
