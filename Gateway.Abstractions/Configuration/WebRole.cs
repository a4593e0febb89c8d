namespace Gateway.Abstractions.Configuration;

/// <summary>What somebody may do at the page. A higher one may all that a lower one may.</summary>
public enum WebRole
{
    /// <summary>Look.</summary>
    Viewer,

    /// <summary>Disconnect masters, restart and edit groups, reload.</summary>
    Operator,
}
