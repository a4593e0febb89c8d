namespace Gateway.Abstractions.Configuration;

/// <summary>Changes one group in a configuration file and leaves everything else as it stands there, comments too. Chosen by the file's extension.</summary>
public interface IConfigurationEditor
{
    /// <summary>With the dot, in lower case: <c>.csv</c>.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>
    /// Puts a group's name, RTU number, hosts, and its ports' names, numbers and filters into the file. The gateway reads the result before it is
    /// written anywhere: what is lost on the way is noticed.
    /// </summary>
    /// <param name="file">As it is now.</param>
    /// <param name="before">The group as the file has it.</param>
    /// <param name="after">The same id, and as many ports.</param>
    EditedFile Edit(ReadOnlyMemory<byte> file, GroupConfig before, GroupConfig after);
}
