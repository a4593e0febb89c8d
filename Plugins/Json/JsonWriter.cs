using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Abstractions.Configuration;
using Gateway.Iec104.Links;

namespace Gateway.Plugins.Json;

/// <summary>Writes what <see cref="JsonLoader"/> reads as the same. An option that stands at its default is left out.</summary>
public sealed class JsonWriter : IConfigurationWriter
{
    private const string SchemaFile = "gateway.schema.json";

    // Names stay legible; the file is for people, not for a web page.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = Encoder };

    public IReadOnlyList<string> Extensions { get; } = [JsonLoader.Extension];

    public void Write(GatewayConfig config, Stream to)
    {
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            json.WriteString(Names.Schema, SchemaFile);
            WriteTime(json, config.Time);
            Write(json, Names.NoGui, config.NoGui, otherwise: false);
            if (config.Web is { HasErrors: false } web)
            {
                WebForm.Write(json, web);
            }

            json.WriteStartArray(Names.Groups);
            foreach (var group in config.Groups)
            {
                WriteGroup(json, group);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        to.WriteByte((byte)'\n');
    }

    private static void WriteTime(Utf8JsonWriter json, TimeConfig time)
    {
        if (time.Servers.IsEmpty && time with { Servers = TimeConfig.None.Servers } == TimeConfig.None)
        {
            return;
        }

        json.WriteStartObject(Names.Time);
        WriteList(json, Names.Servers, time.Servers);
        if (time.UpdateInterval is { } interval)
        {
            Write(json, Names.UpdateInterval, interval, otherwise: TimeSpan.Zero);
        }

        Write(json, Names.MaxStep, time.MaxStep, TimeConfig.None.MaxStep);
        if (time.Source != TimeConfig.StandardSource)
        {
            json.WriteString(Names.Source, time.Source);
        }

        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, GroupConfig group)
    {
        var standard = Defaults.Group;
        json.WriteStartObject();
        json.WriteString(Names.Id, group.Id);
        json.WriteString(Names.Name, group.Name);
        json.WriteNumber(Names.CommonAddress, group.CommonAddress.Value);
        WriteList(json, Names.Hosts, group.Hosts.Select(h => h.ToString()));
        json.WriteStartArray(Names.Ports);
        foreach (var port in group.Ports)
        {
            WritePort(json, port, group);
        }

        json.WriteEndArray();
        WriteLink(json, group.Link, standard.Link);
        Write(json, Names.BufferSize, group.BufferSize, GroupChecks.BufferSizeFor(group.Link.K));
        Write(json, Names.LogEvents, group.LogEvents, standard.LogEvents);
        Write(json, Names.Audit, group.Audit, standard.Audit);
        Write(json, Names.Acknowledge, group.Acknowledge, standard.Acknowledge);
        Write(json, Names.Originator, group.Originator, standard.Originator);
        Write(json, Names.ForwardEndOfInitialization, group.ForwardEndOfInitialization, standard.ForwardEndOfInitialization);
        Write(json, Names.AllowRtuAddress, group.AllowRtuAddress, standard.AllowRtuAddress);
        Write(json, Names.RequestTimeout, group.RequestTimeout, standard.RequestTimeout);
        Write(json, Names.SelectTimeout, group.SelectTimeout, standard.SelectTimeout);
        Write(json, Names.CommandMaxAge, group.CommandMaxAge, standard.CommandMaxAge);
        if (!group.Policies.SequenceEqual(Defaults.Policies(group.CommonAddress, group.Ports), StringComparer.Ordinal))
        {
            WriteList(json, Names.Policies, group.Policies);
        }

        if (group.RtuLibrary != standard.RtuLibrary)
        {
            json.WriteString(Names.RtuLibrary, group.RtuLibrary);
        }

        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, LinkConfig link, LinkConfig standard)
    {
        Write(json, Names.K, link.K, standard.K);
        Write(json, Names.W, link.W, standard.W);
        Write(json, Names.T0, link.T0, standard.T0);
        Write(json, Names.T1, link.T1, standard.T1);
        Write(json, Names.T2, link.T2, standard.T2);
        Write(json, Names.T3, link.T3, standard.T3);
        if (link.IdleTimeout == Timeout.InfiniteTimeSpan)
        {
            json.WriteString(Names.IdleTime, Names.Never);
        }
        else
        {
            Write(json, Names.IdleTime, link.IdleTimeout, standard.IdleTimeout);
        }
    }

    private static void WritePort(Utf8JsonWriter json, MasterPortConfig port, GroupConfig group)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Port, port.Listen.Port);
        if (!port.Listen.Address.Equals(Defaults.AnyAddress))
        {
            json.WriteString(Names.Listen, port.Listen.Address.ToString());
        }

        if (port.Name != group.Name)
        {
            json.WriteString(Names.Name, port.Name);
        }

        Write(json, Names.CommonAddress, port.CommonAddress.Value, group.CommonAddress.Value);
        if (port.Filter.Networks.IsEmpty && !port.Filter.AdmitsEverybody)
        {
            json.WriteString(Names.Filter, Names.Nobody);
        }
        else if (!port.Filter.AdmitsEverybody)
        {
            WriteList(json, Names.Filter, port.Filter.Networks.Select(Text));
        }

        Write(json, Names.MaxConnections, port.MaxConnections, Defaults.Port.MaxConnections);
        Write(json, Names.SameAddress, port.SameAddress, Defaults.Port.SameAddress);
        Write(json, Names.NewestReplaces, port.NewestReplaces, Defaults.Port.NewestReplaces);
        json.WriteEndObject();
    }

    // An address alone, where the network holds no other.
    internal static string Text(AddressNetwork network) =>
        network.PrefixLength == network.Address.GetAddressBytes().Length * 8 ? network.Address.ToString() : network.ToString();

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        // In one line, as people write it.
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(", ", texts.Select(t => $"\"{JsonEncodedText.Encode(t, Encoder)}\""))}]");
    }

    private static void Write(Utf8JsonWriter json, string name, bool value, bool otherwise)
    {
        if (value != otherwise)
        {
            json.WriteBoolean(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, int value, int otherwise)
    {
        if (value != otherwise)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, TimeSpan value, TimeSpan otherwise)
    {
        if (value != otherwise)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(((decimal)value.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture));
        }
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value, T otherwise)
        where T : struct, Enum
    {
        if (!value.Equals(otherwise))
        {
            json.WriteString(name, Words.Of(value));
        }
    }
}
