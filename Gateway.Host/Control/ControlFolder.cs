using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;

namespace Gateway.Host.Control;

/// <summary>
/// Where running gateways have their local sockets (H5). The folder's rights are the sockets': its owner's alone (on Windows administrators', too).
/// </summary>
internal static class ControlFolder
{
    /// <summary>Names another folder, for tests and for several users of one machine.</summary>
    public const string Variable = "GATEWAY_RUN_FOLDER";

    public const string Extension = ".sock";

    private const string Name = "iec104-gateway";
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder of this program's own socket, made where it is missing.</summary>
    /// <exception cref="IOException">It cannot be had with the right rights.</exception>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static string Make()
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? Path.GetFullPath(named)
            : Environment.GetEnvironmentVariable("RUNTIME_DIRECTORY")?.Split(':')[0] is { Length: > 0 } service ? service
            : Standard(Environment.IsPrivilegedProcess).FirstOrDefault(f => CanBeHad(Path.GetDirectoryName(f)!)) ?? throw new IOException($"its folder cannot be made in /run; name another in {Variable}");
        if (OperatingSystem.IsWindows())
        {
            Protect(Directory.CreateDirectory(folder));
        }
        else
        {
            _ = Directory.CreateDirectory(folder, Owners);
            if (OperatingSystem.IsLinux() && !IsTrusted(folder, isModeMended: true))
            {
                throw new UnauthorizedAccessException($"{folder} is another user's, or a link: remove it, or name another folder in {Variable}");
            }

            if (File.GetUnixFileMode(folder) != Owners)
            {
                // Only its owner can do this.
                File.SetUnixFileMode(folder, Owners);
            }
        }

        return folder;
    }

    /// <summary>The sockets that this user can find, of gateways that run and of some that do not any more.</summary>
    public static IReadOnlyList<string> Sockets()
    {
        string[] folders = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [Path.GetFullPath(named)] : [.. Standard(Environment.IsPrivilegedProcess), .. OfServices()];
        return [.. folders.Distinct(StringComparer.Ordinal).Where(IsProtected).SelectMany(Files)];
    }

    /// <summary>A socket's file: of the instance's name what a file name may hold, and what makes it its own.</summary>
    public static string FileOf(string instance)
    {
        const int LongestWord = 24;
        var word = string.Concat(Path.GetFileNameWithoutExtension(instance).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return $"{(word.Length <= LongestWord ? word : word[..LongestWord])}-{Hash(instance):x16}{Extension}";
    }

    // FNV-1a: no secret is in it, and a cryptographic one would load a library of 5 MiB for this alone.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ octet) * 0x100000001B3UL;
        }

        return hash;
    }

    /// <summary>Where gateways have their sockets that nobody has said otherwise to, the best place first.</summary>
    /// <param name="isPrivileged">Root may read any folder: of those in the temporary one, which anybody may have made, it believes none.</param>
    internal static IEnumerable<string> Standard(bool isPrivileged)
    {
        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), Name, "run");
            yield break;
        }

        yield return Path.Combine("/run", Name);
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } own)
        {
            yield return Path.Combine(own, Name);
        }

        if (!isPrivileged)
        {
            yield return Path.Combine(Path.GetTempPath(), $"{Name}-{Environment.UserName}");
        }
    }

    // Those of systemd's units that bear an instance's name.
    private static string[] OfServices() => OperatingSystem.IsWindows() || !Directory.Exists("/run") ? [] : Directory.GetDirectories("/run", $"{Name}@*");

    private static bool CanBeHad(string parent)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        try
        {
            var probe = Path.Combine(parent, $".{Name}-{Environment.ProcessId}");
            Directory.Delete(Directory.CreateDirectory(probe).FullName);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Of a folder that others may write into, or that another user has made, nothing is believed.</summary>
    internal static bool IsProtected(string folder) =>
        OperatingSystem.IsLinux() ? IsTrusted(folder, isModeMended: false)
        : Directory.Exists(folder) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(folder) & ~Owners) == UnixFileMode.None);

    [SupportedOSPlatform("linux")]
    private static bool IsTrusted(string folder, bool isModeMended)
    {
        var path = Path.TrimEndingDirectorySeparator(folder);
        return FolderRights.Of(path) is { } rights
            && (isModeMended ? rights with { Mode = Owners } : rights).IsTrustedBy(FolderRights.Me, Path.GetDirectoryName(path) is { } parent ? FolderRights.Of(parent) : null);
    }

    private static IEnumerable<string> Files(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's.
            return [];
        }
    }

    [SupportedOSPlatform("windows")]
    private static void Protect(DirectoryInfo folder)
    {
        var rights = new DirectorySecurity();
        rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        using var user = WindowsIdentity.GetCurrent();
        foreach (var who in new[]
        {
            user.User!,
            new SecurityIdentifier(WellKnownSidType.LocalSystemSid, domainSid: null),
            new SecurityIdentifier(WellKnownSidType.BuiltinAdministratorsSid, domainSid: null),
        })
        {
            rights.AddAccessRule(new FileSystemAccessRule(
                who, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        }

        folder.SetAccessControl(rights);
    }
}
