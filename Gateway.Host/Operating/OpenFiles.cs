using System.Globalization;
using Gateway.Abstractions.Configuration;

namespace Gateway.Host.Operating;

/// <summary>
/// How many files and connections the operating system lets this program have open. Where there are too few for the program and its groups, it says so
/// before the first port listens: later the runtime could not even load its own libraries.
/// </summary>
internal static class OpenFiles
{
    /// <summary>What the program opens by itself until it runs: libraries, most of all.</summary>
    public const int OfProgram = 160;

    /// <summary>That there is none, in words.</summary>
    public const string None = "no more files and connections may be open (LimitNOFILE of the unit, 'ulimit -n')";

    /// <summary>None is left at this moment.</summary>
    public static bool AreUsedUp
    {
        get
        {
            const int TooManyHere = 24;
            const int TooManyOnTheMachine = 23;

            // Windows has no such bound.
            if (OperatingSystem.IsWindows())
            {
                return false;
            }

            try
            {
                File.OpenHandle("/dev/null").Dispose();
                return false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return e.HResult is TooManyHere or TooManyOnTheMachine;
            }
        }
    }

    /// <summary>What the program and these groups open at least: their ports and the connection to the RTU.</summary>
    public static int Of(GatewayConfig config)
    {
        var needed = OfProgram;
        foreach (var group in config.Groups)
        {
            needed += group.Ports.Length + 1;
        }

        return needed;
    }

    /// <summary>Whether the limit lets so many be open; where the system does not tell one, it does.</summary>
    public static bool MayOpen(int needed) => !OperatingSystem.IsLinux() || Limit() >= needed;

    /// <summary>What an administrator does about it.</summary>
    /// <param name="needed">How many were asked for.</param>
    public static string Refusal(int needed) =>
        $"The operating system lets this program have too few files and connections open: {Limit()}; it needs {needed} at least, and one more for each master, each log and the page. Raise the limit, to 65536 for instance: "
        + "LimitNOFILE=65536 in the [Service] section of a unit, 'ulimit -n 65536' in a shell. Exiting.";

    // "Max open files            1024                 524288               files"
    private static int Limit()
    {
        const string Name = "Max open files";
        try
        {
            foreach (var line in File.ReadAllLines("/proc/self/limits"))
            {
                if (line.StartsWith(Name, StringComparison.Ordinal)
                    && int.TryParse(line[Name.Length..].TrimStart().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
                {
                    return limit;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is not told here, or there is not even one left to read it.
        }

        return int.MaxValue;
    }
}
