using NLog.Targets;

namespace Gateway.Host.Logging;

/// <summary>NLog's files, of whole lines alone: what a full disk has cut is taken back (<see cref="WholeLineStream"/>).</summary>
/// <param name="open">Opens a file to be read and written, made where there is none; null: the system's. For tests.</param>
internal sealed class WholeLineTarget(string name, Func<string, Stream>? open = null) : FileTarget(name)
{
    // Each write is a batch already. NLog closes a file that failed: no buffer may try again then.
    protected override Stream CreateFileStream(string filePath, int bufferSize) =>
        new WholeLineStream(open?.Invoke(filePath) ?? new FileStream(filePath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0));
}
