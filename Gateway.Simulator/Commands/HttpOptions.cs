using System.CommandLine;
using System.Net;
using Gateway.Simulator.Wording;

namespace Gateway.Simulator.Commands;

/// <summary><c>--http 127.0.0.1:8105</c>, and what allows another address than loopback.</summary>
internal static class HttpOptions
{
    public static readonly Option<string?> Http = new("--http") { Description = "Opens a door for programs: HTTP with JSON, documented in docs/simulator.md.", HelpName = "ADDRESS:PORT" };

    public static readonly Option<bool> AllowRemote = new("--http-allow-remote") { Description = "The door may be open on another address than loopback. Whoever reaches it can do everything." };

    /// <summary>Null: no door.</summary>
    /// <exception cref="FormatException">The message says what would be right.</exception>
    public static IPEndPoint? Of(ParseResult parsed)
    {
        if (parsed.GetValue(Http) is not { } text)
        {
            return null;
        }

        if (!EndPoints.TryParse(text, out var local, out var why))
        {
            throw new FormatException($"--http: {why}");
        }

        return IPAddress.IsLoopback(local.Address) || parsed.GetValue(AllowRemote)
            ? local
            : throw new FormatException($"--http {text}: anybody in the network could command the stations; write 127.0.0.1:{local.Port}, or add --http-allow-remote");
    }
}
