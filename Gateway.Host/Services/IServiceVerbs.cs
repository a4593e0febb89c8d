namespace Gateway.Host.Services;

/// <summary>The originals' service verbs, on one operating system. What cannot be done is a <see cref="ServiceException"/>.</summary>
internal interface IServiceVerbs
{
    void Install(ServiceOptions options);

    void Update(ServiceOptions options);

    void Remove(ServiceOptions options);

    void Start(ServiceOptions options);

    void Stop(ServiceOptions options);

    void Restart(ServiceOptions options);

    /// <summary>What the service would be started with, and where it finds its files, for <c>debug</c>. A running service is a fault: it has the ports.</summary>
    (IReadOnlyList<string> Arguments, Places Places) Debug(ServiceOptions options);
}
