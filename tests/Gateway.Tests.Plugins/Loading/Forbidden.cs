using System.Runtime.InteropServices;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>
/// A folder that this thread may not look into, until the test is over. Rights do not bind root; but a thread of root's may look at files as
/// another user (setfsuid(2)), whom they bind.
/// </summary>
internal sealed partial class Forbidden : IDisposable
{
    private const uint Nobody = 65534;
    private const UnixFileMode Everybody = (UnixFileMode)0x1FF;

    private readonly string _folder;

    public Forbidden(string folder)
    {
        _folder = folder;
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no rights that a test could take away so simply.");
            return;
        }

        File.SetUnixFileMode(folder, UnixFileMode.None);
        if (Environment.IsPrivilegedProcess)
        {
            // He may use what is above it, within the folder for temporary files.
            var temporary = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
            for (var above = Path.GetDirectoryName(folder); above is not null && above.StartsWith(temporary + "/", StringComparison.Ordinal); above = Path.GetDirectoryName(above))
            {
                File.SetUnixFileMode(above, Everybody);
            }

            _ = SetFileUser(Nobody);
        }
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Environment.IsPrivilegedProcess)
            {
                _ = SetFileUser(0);
            }

            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileUser(uint user);
}
