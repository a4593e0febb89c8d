using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Abstractions.Configuration;
using Gateway.Iec104;
using Gateway.Iec104.Links;

namespace Gateway.Plugins.Json;

/// <summary>One group: an RTU and its masters. Whatever is wrong with it is reported at once; then it is left out.</summary>
internal static class GroupForm
{
    private const decimal ShortestTime = 0.001m;
    private const int LongestTime = 86_400;
    private const int MostBuffered = 1_000_000;
    private const string HostsExample = "[\"10.1.1.7:2404\"]";
    private const string PoliciesExample = "[\"broadcast\", \"reply\"]";

    public static GroupConfig? Read(ObjectReader group, TakenValues taken)
    {
        var id = group.RequiredText(Names.Id, "\"111\"");
        var name = group.RequiredText(Names.Name, "\"North\"");
        TellLostLetters(group, name);
        CheckId(group, id);
        taken.CheckId(group, id);
        var address = ReadAddress(group, otherwise: null);
        var hosts = ReadHosts(group);
        var link = ReadLink(group);
        var ports = ReadPorts(group, name, address, taken);
        var config = new GroupConfig
        {
            Id = id,
            Name = name,
            CommonAddress = address,
            Hosts = [.. hosts.Select(h => h.Host)],
            Ports = ports,
            Link = link,
            BufferSize = ReadBuffer(group, link.K),
            LogEvents = group.YesNo(Names.LogEvents, Defaults.Group.LogEvents),
            Audit = group.YesNo(Names.Audit, Defaults.Group.Audit),
            Acknowledge = group.Word(Names.Acknowledge, Defaults.Group.Acknowledge),
            Originator = group.Word(Names.Originator, Defaults.Group.Originator),
            ForwardEndOfInitialization = group.YesNo(Names.ForwardEndOfInitialization, Defaults.Group.ForwardEndOfInitialization),
            AllowRtuAddress = group.YesNo(Names.AllowRtuAddress, Defaults.Group.AllowRtuAddress),
            RequestTimeout = ReadTime(group, Names.RequestTimeout, Defaults.Group.RequestTimeout),
            SelectTimeout = ReadTime(group, Names.SelectTimeout, Defaults.Group.SelectTimeout),
            CommandMaxAge = ReadTime(group, Names.CommandMaxAge, Defaults.Group.CommandMaxAge),
            Policies = ReadPolicies(group, Defaults.Policies(address, ports)),
            RtuLibrary = group.Text(Names.RtuLibrary, $"\"{GroupConfig.BuiltInRtuLibrary}\"", Defaults.Group.RtuLibrary),
        };
        group.End();
        if (!group.IsGood)
        {
            return null;
        }

        TellDoubts(group, link);
        TellNames(group, id);
        taken.Take(group, config, hosts);
        return config;
    }

    /// <summary>The RTU's or a port's common address.</summary>
    /// <param name="otherwise">Null: it must be there.</param>
    public static CommonAddress ReadAddress(ObjectReader reader, CommonAddress? otherwise)
    {
        const int Highest = 65534;
        if (reader.Find(Names.CommonAddress) is { Kind: JsonValueKind.Number, Text: "65535" } broadcast)
        {
            reader.Error(broadcast.Offset, $"{Names.CommonAddress} 65535 is the broadcast address", $"write a whole number from 1 to {Highest}");
            return CommonAddress.Broadcast;
        }

        return new CommonAddress((ushort)(otherwise is { } address
            ? reader.Number(Names.CommonAddress, 1, Highest, address.Value)
            : reader.RequiredNumber(Names.CommonAddress, 1, Highest, "32")));
    }

    private static void CheckId(ObjectReader group, string id)
    {
        if (id.Length > GroupConfig.LongestId)
        {
            group.Error(group.OffsetOf(Names.Id), $"{Names.Id} {Findings.Quoted(id)} is longer than {GroupConfig.LongestId} characters", "shorten it; what it is called can stand in its name");
        }
        else if (id is "." or "..")
        {
            // Every client takes these two out of an address: such a group could be seen and operated by nobody.
            group.Error(group.OffsetOf(Names.Id), $"{Names.Id} {Findings.Quoted(id)} cannot be part of a page's address", "write a number or a word: \"111\"");
        }
    }

    private static void TellLostLetters(ObjectReader group, string name)
    {
        if (name.Contains('\uFFFD', StringComparison.Ordinal))
        {
            group.Findings.Warning(group.OffsetOf(Names.Name), $"name {Findings.Quoted(name)} holds octets that are not UTF-8; they are shown as \uFFFD", "save the file as UTF-8");
        }
    }

    private static List<(RtuEndpoint Host, int Offset)> ReadHosts(ObjectReader group)
    {
        var hosts = new List<(RtuEndpoint Host, int Offset)>();
        if (group.RequiredList(Names.Hosts, HostsExample) is not { } list)
        {
            return hosts;
        }

        foreach (var item in list)
        {
            if (group.TextOf(item, $"{Names.Hosts} entry", "\"10.1.1.7:2404\"") is not { } text)
            {
                continue;
            }

            if (RtuEndpoint.TryParse(text, out var host))
            {
                hosts.Add((host, item.Offset));
            }
            else
            {
                group.Findings.Warning(
                    item.Offset,
                    $"{Names.Hosts} entry {Findings.Quoted(text)} is no IP:PORT; it is left out",
                    AddressNetwork.TryParse(text, out _) ? $"give it a port, or move it to a port's {Names.Filter}" : "write it as 10.1.1.7:2404; names and leading zeros are not read");
            }
        }

        if (hosts.Count == 0)
        {
            group.Error(group.OffsetOf(Names.Hosts), $"{Names.Hosts} has no IP:PORT", $"write it so: {HostsExample}");
        }

        return hosts;
    }

    private static ImmutableArray<MasterPortConfig> ReadPorts(ObjectReader group, string name, CommonAddress address, TakenValues taken)
    {
        const string Example = "[ { \"port\": 2404 } ]";
        if (group.RequiredList(Names.Ports, Example) is not { } list)
        {
            return [];
        }

        if (list.Count == 0)
        {
            group.Error(group.OffsetOf(Names.Ports), $"{Names.Ports} is empty: no master could connect", $"write it so: {Example}");
        }

        var ports = ImmutableArray.CreateBuilder<MasterPortConfig>();
        foreach (var item in list)
        {
            if (group.Object(item, ObjectKind.Port) is not { } reader)
            {
                continue;
            }

            var port = PortForm.Read(reader, name, address);
            taken.CheckPort(reader, port.Listen, ports);
            ports.Add(port);
            if (!reader.IsGood)
            {
                group.Spoil();
            }
        }

        return ports.ToImmutable();
    }

    private static LinkConfig ReadLink(ObjectReader group)
    {
        var standard = Defaults.Group.Link;
        return new LinkConfig
        {
            K = group.Number(Names.K, 1, LinkConfig.MaxK, standard.K),
            W = group.Number(Names.W, 1, LinkConfig.MaxK, standard.W),
            T0 = ReadTime(group, Names.T0, standard.T0),
            T1 = ReadTime(group, Names.T1, standard.T1),
            T2 = ReadTime(group, Names.T2, standard.T2),
            T3 = ReadTime(group, Names.T3, standard.T3),
            IdleTimeout = group.Find(Names.IdleTime) is { Kind: JsonValueKind.String, Text: Names.Never }
                ? Timeout.InfiniteTimeSpan
                : group.Seconds(Names.IdleTime, ShortestTime, LongestTime, standard.IdleTimeout, $", or \"{Names.Never}\""),
        };
    }

    private static TimeSpan ReadTime(ObjectReader group, string name, TimeSpan otherwise) => group.Seconds(name, ShortestTime, LongestTime, otherwise);

    private static int ReadBuffer(ObjectReader group, int k)
    {
        var otherwise = GroupChecks.BufferSizeFor(k);
        var size = group.Number(Names.BufferSize, 1, MostBuffered, otherwise);
        if (size >= k)
        {
            return size;
        }

        group.Findings.Warning(group.OffsetOf(Names.BufferSize), $"{Names.BufferSize} {size} is below k {k}; {otherwise} is taken", "write k or more; it counts APDUs");
        return otherwise;
    }

    private static ImmutableArray<string> ReadPolicies(ObjectReader group, ImmutableArray<string> otherwise)
    {
        if (group.List(Names.Policies, PoliciesExample) is not { } list)
        {
            return otherwise;
        }

        if (list.Count == 0)
        {
            group.Error(group.OffsetOf(Names.Policies), $"{Names.Policies} names none: no master would get anything", $"write it so: {PoliciesExample}; or leave it out");
        }

        return [.. list.Select(p => group.TextOf(p, $"{Names.Policies} entry", "\"broadcast\"")).OfType<string>()];
    }

    // Once the group is good, each entry is a text.
    private static void TellNames(ObjectReader group, string id)
    {
        foreach (var name in (group.Find(Names.Policies)?.Elements ?? []).Append(group.Find(Names.RtuLibrary)).OfType<JsonItem>())
        {
            group.Findings.Named(name.Text, id, name.Offset);
        }
    }

    private static void TellDoubts(ObjectReader group, LinkConfig link)
    {
        foreach (var doubt in GroupChecks.Doubts(link))
        {
            var name = doubt.Setting switch
            {
                nameof(LinkConfig.W) => group.Find(Names.W) is null ? Names.K : Names.W,
                nameof(LinkConfig.T2) => group.Find(Names.T2) is null ? Names.T1 : Names.T2,
                _ => Names.IdleTime,
            };
            group.Findings.Warning(group.OffsetOf(name), doubt.Message, doubt.Advice);
        }
    }
}
