namespace Gateway.Host.Services.Windows;

/// <summary>
/// The service manager of Windows, as far as the verbs need it; thin, so that tests can record what is called. What it refuses is a
/// <see cref="System.ComponentModel.Win32Exception"/> with its number.
/// </summary>
internal interface IServiceManager : IDisposable
{
    /// <returns>The settings that this Windows does not know; the rest is as asked for.</returns>
    IReadOnlyList<string> Create(string name, ServiceDefinition definition);

    /// <returns>As of <see cref="Create"/>.</returns>
    IReadOnlyList<string> Change(string name, ServiceDefinition definition);

    void Delete(string name);

    void Start(string name);

    /// <summary>Asks it to stop.</summary>
    void Stop(string name);

    ServiceState StateOf(string name);

    /// <summary>The services that run and need this one, in the order in which they are to be stopped.</summary>
    IReadOnlyList<string> RunningDependents(string name);
}
