namespace Gateway.Iec104.Sockets;

/// <summary>Whose turn it is: a group, or a single station.</summary>
public interface ITurnOwner
{
    /// <summary>The end of a turn: write what is ready.</summary>
    void Flush();

    /// <summary>The earliest deadline, asked after <see cref="Flush"/>; an earlier one than the true one does no harm.</summary>
    Instant Deadline { get; }

    /// <summary>A deadline has come.</summary>
    void Expire();

    /// <summary>Its own code threw: a defect. The owner closes what it has; the others go on. What this throws is lost.</summary>
    void Failed(Exception defect);
}
