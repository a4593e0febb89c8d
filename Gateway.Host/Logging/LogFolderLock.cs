namespace Gateway.Host.Logging;

/// <summary>
/// A folder of logs is one gateway's: two would rotate each other's files away. A file in it is held open for as long as the program runs; the
/// system lets go of it when the program ends, however it ends.
/// </summary>
internal sealed class LogFolderLock : IDisposable
{
    public const string FileName = "gateway.lock";

    // What a file that another process holds is answered with: Windows (sharing and lock violation), Linux, macOS (EWOULDBLOCK).
    private static readonly int[] IsHeld = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    private readonly FileStream? _file;

    private LogFolderLock(FileStream? file) => _file = file;

    /// <summary>Makes the folder where it is missing. One that cannot be written is nobody's: then there are no logs to spoil.</summary>
    /// <returns>Null: another gateway has it.</returns>
    public static LogFolderLock? TryTake(string folder)
    {
        try
        {
            _ = Directory.CreateDirectory(folder);

            // It stays when the program ends: who deletes it could delete the next one's.
            return new LogFolderLock(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeld.Contains(e.HResult))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // LogFiles tells it.
            return new LogFolderLock(null);
        }
    }

    /// <summary>What an administrator does where another gateway has the folder.</summary>
    public static string Refusal(string folder) =>
        $"{Path.GetFullPath(folder)}: another gateway runs and writes its logs here. Name this one, then it has a folder of its own: --instance NAME -i FILE; "
        + "or start it in another folder. 'iec104-gateway status' tells which run. Exiting.";

    public void Dispose() => _file?.Dispose();
}
