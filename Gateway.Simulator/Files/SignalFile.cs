using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Files;

/// <summary>Reads a signal file, <c>data/iodata*.csv</c>.</summary>
public static class SignalFile
{
    /// <summary>Null: it cannot be read, and a finding says why.</summary>
    public static RtuSignals? Read(string path, ICollection<FileFinding> findings) => throw new NotSupportedException("not built yet");
}
