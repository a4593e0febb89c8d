namespace Gateway.Iec104.Elements;

/// <summary>The upper four bits of SCQ and AFQ: why a file service failed (60870-5-101, 7.2.6.30, 7.2.6.32).</summary>
public enum FileError : byte
{
    None = 0,
    MemoryNotAvailable = 1,
    ChecksumFailed = 2,
    UnexpectedService = 3,
    UnexpectedNameOfFile = 4,
    UnexpectedNameOfSection = 5,
}
