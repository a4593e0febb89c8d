namespace Gateway.Plugins.Json;

/// <summary>A kind of object in a file, and the properties that it may have.</summary>
/// <param name="Title">In findings: <c>a group</c>.</param>
internal sealed record ObjectKind(string Title, params string[] Properties)
{
    public static readonly ObjectKind File = new("the file", Names.Schema, Names.Time, Names.NoGui, Names.Web, Names.Groups);

    public static readonly ObjectKind Time = new(Names.Time, Names.Servers, Names.UpdateInterval, Names.MaxStep, Names.Source);

    public static readonly ObjectKind Group = new(
        "a group",
        Names.Id,
        Names.Name,
        Names.CommonAddress,
        Names.Hosts,
        Names.Ports,
        Names.K,
        Names.W,
        Names.T0,
        Names.T1,
        Names.T2,
        Names.T3,
        Names.IdleTime,
        Names.BufferSize,
        Names.LogEvents,
        Names.Audit,
        Names.Acknowledge,
        Names.Originator,
        Names.ForwardEndOfInitialization,
        Names.AllowRtuAddress,
        Names.RequestTimeout,
        Names.SelectTimeout,
        Names.CommandMaxAge,
        Names.Policies,
        Names.RtuLibrary);

    public static readonly ObjectKind Port = new(
        "a port",
        Names.Port,
        Names.Listen,
        Names.Name,
        Names.CommonAddress,
        Names.Filter,
        Names.MaxConnections,
        Names.SameAddress,
        Names.NewestReplaces);

    public static readonly ObjectKind Web = new(Names.Web, Names.Listen, Names.Certificate, Names.Key, Names.WebNames, Names.Users);

    public static readonly ObjectKind User = new("a user", Names.Name, Names.Role, Names.Password);

    private static readonly ObjectKind[] All = [Group, Port, Time, File, Web, User];

    /// <summary>What would be right where somebody wrote a property that this kind has not.</summary>
    public string AdviceFor(string written)
    {
        if (NearestWord.To(written, Properties) is { } meant)
        {
            return $"did you mean {meant}?";
        }

        foreach (var other in All)
        {
            if (NearestWord.To(written, other.Properties) is { } elsewhere)
            {
                return $"{elsewhere} is a property of {other.Title}";
            }
        }

        return $"these are: {string.Join(", ", Properties)}";
    }
}
