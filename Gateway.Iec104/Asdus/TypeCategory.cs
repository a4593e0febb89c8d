namespace Gateway.Iec104.Asdus;

/// <summary>What an ASDU is about (60870-5-101, 7.2.1, tables 8 to 13).</summary>
public enum TypeCategory : byte
{
    /// <summary>Process information: measurands and commands.</summary>
    Process,

    /// <summary>System information: initialization, interrogation, clock, test.</summary>
    System,

    /// <summary>Parameters in control direction.</summary>
    Parameter,

    /// <summary>File transfer.</summary>
    File,
}
