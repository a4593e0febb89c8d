namespace Gateway.Abstractions.Configuration;

/// <summary>Writes one form of configuration file (<c>convert</c>). Chosen by the file's extension.</summary>
public interface IConfigurationWriter
{
    /// <summary>With the dot, in lower case: <c>.json</c>.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Writes a file that the loader of the same extension reads without a finding, and as the same.</summary>
    void Write(GatewayConfig config, Stream to);
}
