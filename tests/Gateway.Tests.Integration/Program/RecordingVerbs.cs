using Gateway.Host.Services;

namespace Gateway.Tests.Integration.Program;

/// <summary>Keeps which service verb was called, and with what.</summary>
internal sealed class RecordingVerbs : IServiceVerbs
{
    public string Called { get; private set; } = "";

    public ServiceException? Fault { get; init; }

    public void Install(ServiceOptions options) => Keep("install", options);

    public void Update(ServiceOptions options) => Keep("update", options);

    public void Remove(ServiceOptions options) => Keep("remove", options);

    public void Start(ServiceOptions options) => Keep("start", options);

    public void Stop(ServiceOptions options) => Keep("stop", options);

    public void Restart(ServiceOptions options) => Keep("restart", options);

    public (IReadOnlyList<string> Arguments, Places Places) Debug(ServiceOptions options)
    {
        Keep("debug", options);
        return (options.Arguments, Places.OfConsole(options.Instance));
    }

    private void Keep(string verb, ServiceOptions options)
    {
        string[] words =
        [
            verb,
            Word("instance", options.Instance),
            Word("startup", options.Startup?.ToString()),
            Word("username", options.Username),
            Word("password", options.Password),
            Word("wait", options.Wait?.TotalSeconds.ToString()),
            options.Interactive ? "interactive" : "",
            Word("perfmonini", options.PerfmonIni),
            Word("perfmondll", options.PerfmonDll),
            Word("file", options.File),
            Word("arguments", options.Arguments.Count == 0 ? null : string.Join(' ', options.Arguments)),
        ];
        Called = string.Join(' ', words.Where(w => w.Length > 0));
        if (Fault is not null)
        {
            throw Fault;
        }
    }

    private static string Word(string name, string? value) => value is null ? "" : $"{name}={value}";
}
