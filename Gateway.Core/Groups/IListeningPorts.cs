namespace Gateway.Core.Groups;

/// <summary>A group's ports for masters, as the group sees them (S3).</summary>
internal interface IListeningPorts
{
    /// <summary>Listens where it can; a port in use is told and tried again.</summary>
    void Open();

    /// <summary>Who connects now is refused by the operating system.</summary>
    void Close();
}
