using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Json;

/// <summary>The whole file: groups, and what holds for all of them.</summary>
internal static class GatewayForm
{
    private const int LongestTime = 86_400;

    /// <returns>Null: it is no configuration at all, which is reported.</returns>
    public static GatewayConfig? Read(JsonItem root, Findings findings)
    {
        if (root.Kind != JsonValueKind.Object)
        {
            findings.Error(root.Offset, $"the file holds {root}, and no configuration", $"begin it with '{{'; take {Examples.PathOf("gateway.json")} as a pattern");
            return null;
        }

        return Read(new ObjectReader(root, ObjectKind.File, findings));
    }

    private static GatewayConfig Read(ObjectReader file)
    {
        _ = file.Text(Names.Schema, "\"gateway.schema.json\"", otherwise: "");
        var config = new GatewayConfig
        {
            Time = file.Find(Names.Time) is { } time && file.Object(time, ObjectKind.Time) is { } reader ? ReadTime(reader) : TimeConfig.None,
            NoGui = file.YesNo(Names.NoGui, otherwise: false),
            Web = file.Find(Names.Web) is { } web ? ReadWeb(file, web) : null,
            Groups = ReadGroups(file),
        };
        file.End();
        return config;
    }

    private static WebConfig ReadWeb(ObjectReader file, JsonItem web) =>
        file.Object(web, ObjectKind.Web) is { } reader ? WebForm.Read(reader) : new WebConfig { HasErrors = true };

    private static TimeConfig ReadTime(ObjectReader time)
    {
        var servers = (time.List(Names.Servers, "[\"10.1.1.15\"]") ?? []).Select(s => time.TextOf(s, $"{Names.Servers} entry", "\"10.1.1.15\"")).OfType<string>();
        var interval = time.Seconds(Names.UpdateInterval, 1, LongestTime, otherwise: TimeSpan.Zero);
        var config = new TimeConfig
        {
            Servers = [.. servers],
            UpdateInterval = interval == TimeSpan.Zero ? null : interval,
            MaxStep = time.Seconds(Names.MaxStep, 0.001m, LongestTime, TimeConfig.None.MaxStep),
            Source = time.Text(Names.Source, "\"ntp\"", TimeConfig.StandardSource),
        };
        time.Findings.Named(config.Source, group: null, time.OffsetOf(Names.Source));
        time.End();
        return config;
    }

    private static ImmutableArray<GroupConfig> ReadGroups(ObjectReader file)
    {
        // A file may hold the web's settings alone, for a configuration in another form (--web-file).
        var list = file.Find(Names.Web) is null ? file.RequiredList(Names.Groups, "[ { ... } ]") : file.List(Names.Groups, "[ { ... } ]");
        var groups = ImmutableArray.CreateBuilder<GroupConfig>();
        var taken = new TakenValues(file.Findings);
        foreach (var item in list ?? [])
        {
            if (file.Object(item, ObjectKind.Group) is { } reader && GroupForm.Read(reader, taken) is { } group)
            {
                groups.Add(group);
            }
        }

        taken.TellLoops(groups);
        if (list is not null && groups.Count == 0)
        {
            file.Error(file.OffsetOf(Names.Groups), "no group of this file can run", $"mend its groups, or take {Examples.PathOf("gateway.json")} as a pattern");
        }

        return groups.ToImmutable();
    }
}
