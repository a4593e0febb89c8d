namespace Gateway.Tests.Integration.Logging;

/// <summary>A file on a disk that becomes full in the middle of a write.</summary>
internal sealed class CuttingFile(string path, Func<bool> isFull, bool canTakeBack = true) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0)
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!isFull())
        {
            base.Write(buffer);
            return;
        }

        base.Write(buffer[..(buffer.Length / 2)]);
        throw new IOException("No space left on device");
    }

    public override void SetLength(long value)
    {
        if (!canTakeBack)
        {
            throw new IOException("Input/output error");
        }

        base.SetLength(value);
    }
}
