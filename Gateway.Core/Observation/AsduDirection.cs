namespace Gateway.Core.Observation;

/// <summary>Which way an ASDU goes (60870-5-101, 3).</summary>
public enum AsduDirection : byte
{
    /// <summary>From the RTU to masters.</summary>
    Monitor,

    /// <summary>From a master to the RTU.</summary>
    Control,
}
