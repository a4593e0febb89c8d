namespace Gateway.Host.Operating;

/// <summary>A configuration that is written to be read once, by a loader: passwords' hashes may be in it, so it is nobody else's to read.</summary>
internal static class Probe
{
    /// <param name="extension">By which the loader is found.</param>
    /// <param name="read">Gets the file's path.</param>
    public static T Read<T>(string extension, ReadOnlySpan<byte> octets, Func<string, T> read)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}{extension}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(path, options))
            {
                file.Write(octets);
            }

            return read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
