using System.Runtime.InteropServices;

namespace Gateway.Host.Time;

/// <summary>
/// Two signs. The kernel's own: whoever disciplines the clock (systemd-timesyncd, ntpd, chronyd with rtcsync, the host of a container) has cleared
/// STA_UNSYNC, and the kernel sets it again when for hours nobody has; so does our own setting. And chronyd, which without rtcsync leaves it set, and the daemons that may
/// be about to: they run. A running systemd-timesyncd alone is no sign: where its servers are out of reach, nobody keeps the clock.
/// </summary>
/// <param name="processes">Where the kernel shows its processes.</param>
internal sealed partial class LinuxClockKeepers(string processes = "/proc") : IClockKeepers
{
    private const int Unsynchronized = 0x40;

    // struct timex is 208 octets where a long has 8.
    private const int TimexOctets = 512;

    private static readonly string[] Daemons = ["chronyd", "ntpd", "openntpd", "phc2sys"];

    public string? Find() => Running() ?? (IsSynchronized() ? "another service (the kernel's clock is synchronized)" : null);

    // Processes of others may be hidden from us: then the kernel's sign is left.
    internal string? Running()
    {
        try
        {
            return Directory.EnumerateDirectories(processes).Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Select(DaemonOf).FirstOrDefault(d => d is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? DaemonOf(string process)
    {
        try
        {
            // chronyd -x serves the time and leaves the clock alone.
            var name = File.ReadAllText(Path.Combine(process, "comm")).TrimEnd('\n');
            return Daemons.Contains(name, StringComparer.Ordinal) && !File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0').Contains("-x", StringComparer.Ordinal)
                ? name
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is none of our business.
            return null;
        }
    }

    private static unsafe bool IsSynchronized()
    {
        var timex = stackalloc byte[TimexOctets];
        new Span<byte>(timex, TimexOctets).Clear();

        // modes = 0 only asks. An unsigned, four longs, then the status.
        return Adjust(timex) >= 0 && (*(int*)(timex + (5 * sizeof(nint))) & Unsynchronized) == 0;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static unsafe partial int Adjust(byte* timex);
}
