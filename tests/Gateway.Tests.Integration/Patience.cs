namespace Gateway.Tests.Integration;

/// <summary>How long a test on real sockets waits before it gives up: generous, a slow machine is no fault.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until it holds.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var until = Environment.TickCount64 + (long)Limit.TotalMilliseconds; !holds();)
        {
            Assert.IsLessThan(until, Environment.TickCount64, $"waited for: {what}");
            await Task.Delay(Step);
        }
    }

    /// <summary>Waits until it holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var until = Environment.TickCount64 + (long)Limit.TotalMilliseconds; !await holds();)
        {
            Assert.IsLessThan(until, Environment.TickCount64, $"waited for: {what}");
            await Task.Delay(Step);
        }
    }
}
