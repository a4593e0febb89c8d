using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Abstractions.Configuration;

namespace Gateway.Plugins.Json;

/// <summary>Where page, status and metrics are served, and to whom. With an error in it they are not served at all: half of a lock is none.</summary>
internal static class WebForm
{
    private const string ListenExample = "\"127.0.0.1:8104\"";

    public static WebConfig Read(ObjectReader web)
    {
        var standard = new WebConfig();
        var config = new WebConfig
        {
            Certificate = Optional(web, Names.Certificate, "\"gateway.pem\""),
            Key = Optional(web, Names.Key, "\"gateway.key\""),
            Names = [.. (web.List(Names.WebNames, "[\"gateway.example\"]") ?? []).Select(n => web.TextOf(n, $"{Names.WebNames} entry", "\"gateway.example\"")).OfType<string>()],
            Users = ReadUsers(web),
        };
        if (web.Find(Names.Listen) is { } value && web.TextOf(value, Names.Listen, ListenExample) is { } text)
        {
            if (RtuEndpoint.TryParse(text, out var listen))
            {
                config = config with { Listen = listen.ToIPEndPoint() };
            }
            else
            {
                web.Error(value.Offset, $"{Names.Listen} {Findings.Quoted(text)} is no IP:PORT", $"write it so: {ListenExample}");
            }
        }

        web.End();
        if (web.IsGood)
        {
            foreach (var fault in WebChecks.Faults(config))
            {
                web.Error(web.OffsetOf(Names.Listen), fault.Message, fault.Advice);
            }
        }

        return web.IsGood ? config : standard with { HasErrors = true };
    }

    public static void Write(Utf8JsonWriter json, WebConfig web)
    {
        json.WriteStartObject(Names.Web);
        json.WriteString(Names.Listen, web.Listen.ToString());
        if (web.Certificate is not null)
        {
            json.WriteString(Names.Certificate, web.Certificate);
        }

        if (web.Key is not null)
        {
            json.WriteString(Names.Key, web.Key);
        }

        if (!web.Names.IsEmpty)
        {
            json.WriteStartArray(Names.WebNames);
            web.Names.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        if (!web.Users.IsEmpty)
        {
            json.WriteStartArray(Names.Users);
            foreach (var user in web.Users)
            {
                json.WriteStartObject();
                json.WriteString(Names.Name, user.Name);
                json.WriteString(Names.Role, Words.Of(user.Role));
                json.WriteString(Names.Password, user.Password);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string? Optional(ObjectReader reader, string name, string example) => reader.Find(name) is { } value ? reader.TextOf(value, name, example) : null;

    private static ImmutableArray<WebUser> ReadUsers(ObjectReader web)
    {
        var users = ImmutableArray.CreateBuilder<WebUser>();
        foreach (var item in web.List(Names.Users, "[ { ... } ]") ?? [])
        {
            if (web.Object(item, ObjectKind.User) is not { } reader)
            {
                continue;
            }

            var user = ReadUser(reader);
            if (users.Any(u => u.Name == user.Name))
            {
                reader.Error(reader.OffsetOf(Names.Name), $"there is a user {Findings.Quoted(user.Name)} already", "give this one a name of its own");
            }

            users.Add(user);
            if (!reader.IsGood)
            {
                web.Spoil();
            }
        }

        return users.ToImmutable();
    }

    private static WebUser ReadUser(ObjectReader user)
    {
        var read = new WebUser(
            user.RequiredText(Names.Name, "\"anna\""), user.Word(Names.Role, WebRole.Viewer), user.RequiredText(Names.Password, "what 'hash-password' prints, in quotes"));
        if (read.Password.Length > 0 && !read.Password.StartsWith(WebChecks.HashPrefix, StringComparison.Ordinal))
        {
            // What stands there may be the password itself: it is not told.
            user.Error(user.OffsetOf(Names.Password), $"{Names.Password} is no hash", "write what 'hash-password' prints");
        }

        user.End();
        return read;
    }
}
