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

    // Libraries that are loaded when the page or an operator asks for the first time, time servers.
    private const int Later = 48;

    /// <summary>That there is none, in words.</summary>
    public const string None = "no more files and connections may be open (LimitNOFILE of the unit, 'ulimit -n')";

    /// <summary>None is left at this moment.</summary>
    public static bool AreUsedUp => !CanOpen(1);

    /// <summary>What these groups open at least: their ports, a master at each, the RTU and the log; and what comes besides, later.</summary>
    public static int Of(GatewayConfig config) => Later + config.Groups.Sum(g => (2 * g.Ports.Length) + 2);

    /// <summary>Whether so many more can be opened now; where the system does not tell, they can.</summary>
    public static bool CanOpen(int more)
    {
        const int TooManyHere = 24;
        const int TooManyOnTheMachine = 23;

        // Windows has no such bound.
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        try
        {
            return Limit() - Directory.GetFiles("/proc/self/fd").Length >= more;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.HResult is not (TooManyHere or TooManyOnTheMachine);
        }
    }

    /// <summary>What an administrator does about it.</summary>
    /// <param name="more">How many were asked for.</param>
    public static string Refusal(int more) =>
        $"The operating system lets this program have too few files and connections open: it needs at least {more} more now, before the masters. Raise the limit, to 65536 for instance: "
        + "LimitNOFILE=65536 in the [Service] section of a unit, 'ulimit -n 65536' in a shell. Exiting.";

    // "Max open files            1024                 524288               files"
    private static int Limit()
    {
        const string Name = "Max open files";
        foreach (var line in File.ReadLines("/proc/self/limits"))
        {
            if (line.StartsWith(Name, StringComparison.Ordinal)
                && int.TryParse(line.AsSpan(Name.Length).TrimStart().ToString().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
            {
                return limit;
            }
        }

        return int.MaxValue;
    }
}
