namespace Gateway.Tests.Unit.Fuzz;

/// <summary>How many inputs a fuzz test tries, and from which seed: fixed in CI; <c>GATEWAY_FUZZ</c> asks for more, each time from another seed.</summary>
internal static class FuzzRuns
{
    private const int FixedSeed = 60870;
    private static readonly string? Asked = Environment.GetEnvironmentVariable("GATEWAY_FUZZ");

    public static int Count(int otherwise) => Asked is null ? otherwise : int.Parse(Asked);

    public static Random Random() => new(Seed());

    private static int Seed()
    {
        var seed = Asked is null ? FixedSeed : Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        return seed;
    }
}
