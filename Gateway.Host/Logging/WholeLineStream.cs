namespace Gateway.Host.Logging;

/// <summary>
/// The end of a file of lines. A batch of them is written as a whole or not at all: where the disk takes a part only, that is taken back, since all of
/// the batch count as lost. A cut piece that stands there none the less, as after a power failure, is ended when the file is opened again: the next line begins anew.
/// </summary>
internal sealed class WholeLineStream : Stream
{
    private readonly Stream _file;

    /// <param name="file">Without a buffer of its own, to be read and written; disposed of with this.</param>
    public WholeLineStream(Stream file)
    {
        _file = file;
        try
        {
            EndCutLine();
        }
        catch (IOException)
        {
            file.Dispose();
            throw;
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Length;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_file.CanSeek)
        {
            _file.Write(buffer);
            return;
        }

        var before = _file.Seek(0, SeekOrigin.End);
        try
        {
            _file.Write(buffer);
        }
        catch (IOException)
        {
            TakeBack(before);
            throw;
        }
    }

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void EndCutLine()
    {
        if (!_file.CanSeek || _file.Length == 0)
        {
            return;
        }

        _ = _file.Seek(-1, SeekOrigin.End);
        if (_file.ReadByte() is not '\n')
        {
            Write("\n"u8);
        }
    }

    private void TakeBack(long before)
    {
        try
        {
            _file.SetLength(before);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or UnauthorizedAccessException)
        {
            // A device, or a disk that fails altogether: the piece is ended when it is opened again.
        }
    }
}
