namespace Gateway.Abstractions.Configuration;

/// <summary>Reads one form of configuration file (C1). Chosen by the file's extension.</summary>
public interface IConfigurationLoader
{
    /// <summary>With the dot, in lower case: <c>.csv</c>.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the file. Whatever stands in it becomes a finding, never an exception; a file that is missing, too.</summary>
    LoadedConfiguration Load(string path);
}
