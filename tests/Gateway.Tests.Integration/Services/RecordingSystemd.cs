using Gateway.Host.Services.Systemd;

namespace Gateway.Tests.Integration.Services;

/// <summary>Keeps what it is called with, and answers as it is told to.</summary>
internal sealed class RecordingSystemd : ISystemd
{
    public List<string> Calls { get; } = [];

    public bool IsThere { get; init; } = true;

    public bool MayAdminister { get; init; } = true;

    public Func<string, (int Code, string Output)?> Answer { get; init; } = _ => (0, "");

    public (int Code, string Output)? Call(TimeSpan? longest, string program, params string[] words)
    {
        var call = $"{program} {string.Join(' ', words)}";
        Calls.Add(longest is null ? call : $"{call} within {longest.Value.TotalSeconds} s");
        return Answer(call);
    }
}
