namespace Gateway.Host.Services;

/// <summary>Who has started the program and wants to know how it is: systemd, the service manager of Windows, or nobody.</summary>
internal interface ISupervisor
{
    /// <summary>How often it wants to hear <see cref="Alive"/>; null: never.</summary>
    TimeSpan? AliveEvery { get; }

    /// <summary>How it asks for something; called once, before anything else.</summary>
    void Attach(Action stop, Action reload);

    /// <summary>The configuration is loaded, and which ports listen is decided; also after a reload.</summary>
    /// <param name="status">One line for people.</param>
    void Ready(string status);

    /// <summary>The configuration is read anew; <see cref="Ready"/> follows.</summary>
    void Reloading();

    void Stopping();

    /// <summary>Every group has answered.</summary>
    void Alive();

    /// <summary>One line for people, between <see cref="Ready"/> and <see cref="Stopping"/>.</summary>
    void Status(string line);
}
