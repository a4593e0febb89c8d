using System.Collections;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Gateway.Abstractions.Configuration;
using Gateway.Iec104;

namespace Gateway.Tests.Plugins.Json;

/// <summary>A configuration as settings with their paths, <c>Ports[0].MaxConnections</c>: two that have the same are the same, whatever is added to the records.</summary>
internal static class Described
{
    private static readonly Dictionary<string, string> Standard = Settings(new GroupConfig
    {
        Id = "",
        Name = "",
        Hosts = [],
        CommonAddress = new CommonAddress(0),
        Ports = [new MasterPortConfig { Name = "", Listen = new IPEndPoint(Any, 0), CommonAddress = new CommonAddress(0) }],
    });

    // On every address, by IPv6 where the machine has it.
    private static IPAddress Any => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    public static Dictionary<string, string> Settings(object record)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(settings, "", record);
        return settings;
    }

    /// <summary>What a group has that a fresh record has not.</summary>
    public static Dictionary<string, string> Chosen(GroupConfig group) =>
        Settings(group).Where(s => Standard.GetValueOrDefault(s.Key.Replace("[1]", "[0]", StringComparison.Ordinal)) != s.Value).ToDictionary(StringComparer.Ordinal);

    private static void Add(Dictionary<string, string> settings, string path, object? value)
    {
        switch (value)
        {
            case null or WebConfig { HasErrors: true }:
                break;
            case ImmutableArray<WebUser> users:
                settings[path] = string.Join(' ', users);
                break;
            case ImmutableArray<MasterPortConfig> or ImmutableArray<GroupConfig>:
                var list = ((IEnumerable)value).Cast<object>().ToList();
                for (var i = 0; i < list.Count; i++)
                {
                    Add(settings, $"{path}[{i}]", list[i]);
                }

                break;
            case AddressFilter:
                settings[path] = value.ToString()!;
                break;
            case IEnumerable items and not string:
                settings[path] = string.Join(' ', items.Cast<object>());
                break;
            case IPEndPoint listen:
                settings[path] = listen.Address.Equals(Any) ? $"*:{listen.Port}" : listen.ToString();
                break;
            case TimeSpan time:
                settings[path] = time == Timeout.InfiniteTimeSpan ? "never" : $"{time.TotalSeconds} s";
                break;
            case var _ when value.GetType().Namespace!.StartsWith("Gateway.", StringComparison.Ordinal) && value is not CommonAddress && !value.GetType().IsEnum:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    Add(settings, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.GetValue(value));
                }

                break;
            default:
                settings[path] = value.ToString()!;
                break;
        }
    }
}
