using System.Globalization;
using System.Text;

namespace Gateway.Host.Services.Windows;

/// <summary>
/// The error output of a Windows service, which has no window: lines in a file of the log folder, made when the first one is written. It says why a
/// service has ended before it had logs, or because the folder is another gateway's.
/// </summary>
internal sealed class ServiceErrors(string folder) : TextWriter
{
    public const string FileName = "service-errors.log";

    // A service that cannot start is started again every 10 s, for as long as nobody looks.
    private const long MostOctets = 1024 * 1024;

    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            Keep($"{DateTime.Now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {_line.ToString().TrimEnd()}{Environment.NewLine}");
            _ = _line.Clear();
        }
        else
        {
            _ = _line.Append(value);
        }
    }

    private void Keep(string line)
    {
        try
        {
            var file = new FileInfo(Path.Combine(Directory.CreateDirectory(folder).FullName, FileName));
            var mode = file is { Exists: true, Length: > MostOctets } ? FileMode.Create : FileMode.Append;
            using var stream = new FileStream(file.FullName, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            stream.Write(Encoding.GetBytes(line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then there is no place for it at all; the exit code is left.
        }
    }
}
