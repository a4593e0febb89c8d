namespace Gateway.Tests.Plugins.Loading;

/// <summary>A folder that nobody may look into, until the test is over.</summary>
internal sealed class Forbidden : IDisposable
{
    private readonly string _folder;

    public Forbidden(string folder)
    {
        _folder = folder;
        if (!OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(folder, UnixFileMode.None);
            return;
        }

        Assert.Inconclusive("Needs a user whom the rights of a folder bind: not root, not Windows.");
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
