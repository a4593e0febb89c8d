using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Web;

/// <summary>
/// Whether a request means this machine: by address, as <c>localhost</c>, or by a configured name. Any other name may be a foreign page's that points
/// here (DNS rebinding).
/// </summary>
internal static class HostCheck
{
    public static bool Passes(HostString host, ImmutableArray<string> names)
    {
        var name = host.Host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(name.Trim('[', ']'), out _)
            || names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
