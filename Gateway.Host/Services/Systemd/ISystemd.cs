namespace Gateway.Host.Services.Systemd;

/// <summary>The machine's systemd, as far as the service verbs need it; thin, so that tests can record what is called.</summary>
internal interface ISystemd
{
    /// <summary>This machine was started by systemd.</summary>
    bool IsThere { get; }

    /// <summary>We are root.</summary>
    bool MayAdminister { get; }

    /// <summary>Runs one of systemd's programs, or the system's, until it ends.</summary>
    /// <returns>Its exit code and what it wrote; null: it has not ended within <paramref name="longest"/>, and goes on.</returns>
    (int Code, string Output)? Call(TimeSpan? longest, string program, params string[] words);
}
