using System.Net;

namespace Gateway.Simulator.Files;

/// <summary>Reads <c>iec104rs.csv</c> and the signal files in <c>data/</c> beside it.</summary>
public static class RtuFile
{
    public const string DefaultName = "iec104rs.csv";

    /// <param name="path">The file, or the folder that holds it under its usual name.</param>
    /// <param name="listen">Where its ports are opened.</param>
    public static RtuFileContent Read(string path, IPAddress listen) => throw new NotSupportedException("not built yet");
}
