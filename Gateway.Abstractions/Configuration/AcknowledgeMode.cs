namespace Gateway.Abstractions.Configuration;

/// <summary>When an event of the RTU is acknowledged to it (D1).</summary>
public enum AcknowledgeMode
{
    /// <summary><c>any</c>: when one master has acknowledged its copy.</summary>
    Any,

    /// <summary><c>all</c>: when every started master has.</summary>
    All,

    /// <summary><c>received</c>: at once, as the original programs do. A crash of the gateway loses what no master has yet.</summary>
    Received,
}
