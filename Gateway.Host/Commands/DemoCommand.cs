namespace Gateway.Host.Commands;

internal static class DemoCommand
{
    public static Task<int> RunAsync(int seconds, CancellationToken stop) => Task.FromResult(ExitCode.Fault);
}
