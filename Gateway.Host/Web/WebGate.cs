using System.Security.Cryptography;
using System.Text;
using Gateway.Abstractions.Configuration;
using Gateway.Host.Status;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Web;

/// <summary>
/// The web: by session and cookie, where there are users; for reading by basic authentication, too, as supervision does. Without users whoever is
/// at this machine is an operator. A changing request bears the session's CSRF token and comes from our own page.
/// </summary>
internal sealed class WebGate(WebConfig config, bool mayOperate, TimeProvider clock) : IGate
{
    /// <summary>How the cookie's name begins; the port follows: browsers keep one jar for all ports of a machine, and it may run several gateways.</summary>
    public const string Cookie = "gateway-session-";
    public const string CsrfHeader = "X-CSRF-Token";

    private const string LocalUser = "local";

    private readonly Sessions _sessions = new(clock);

    // Those of basic authentication: never found by a cookie.
    private readonly Sessions _readers = new(clock);
    private readonly LoginThrottle _throttle = new(clock);
    private readonly PasswordChecks _passwords = new(config.Users);
    private readonly Caller? _everybody = config.Users.IsEmpty ? new Caller(LocalUser, WebRole.Operator, Sessions.NewToken()) : null;

    public bool MayOperate => mayOperate;

    public async Task<Caller?> FindAsync(HttpContext context) => _everybody ?? FindSession(context) ?? await FindBasicAsync(context);

    public string? Suspicion(HttpContext context, Caller? caller)
    {
        var headers = context.Request.Headers;
        if (headers.Origin.ToString() is { Length: > 0 } origin && !string.Equals(origin, $"{context.Request.Scheme}://{context.Request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return $"the request comes from another page ({origin})";
        }

        if (headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none"))
        {
            return "the request comes from another page";
        }

        return caller?.Csrf is null || Sessions.IsSame(caller.Csrf, headers[CsrfHeader].ToString())
            ? null
            : $"the header {CsrfHeader} is missing or not the session's; GET /api/v1/session tells it";
    }

    public bool IsStillIn(HttpContext context, Caller caller) => _everybody is not null || FindSession(context) == caller || FindReader(context) == caller;

    public SessionStatus SessionOf(Caller? caller) =>
        new(_everybody is null && caller is null, caller?.Name, caller is null ? null : Words.Of(caller.Role), caller?.Csrf, mayOperate);

    public async Task<(int Status, string Why)?> LoginAsync(HttpContext context, Login login)
    {
        if (_everybody is not null)
        {
            return (StatusCodes.Status409Conflict, "no users are configured: whoever is at this machine may do everything");
        }

        var (user, refusal) = await CheckAsync(context, login.User, login.Password);
        if (user is null)
        {
            return refusal;
        }

        // A session from before the login is worth nothing.
        Logout(context);
        var key = _sessions.Begin(user);
        context.Response.Cookies.Append(CookieOf(context), key, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
        });
        return null;
    }

    public void Logout(HttpContext context)
    {
        _sessions.End(context.Request.Cookies[CookieOf(context)]);
        context.Response.Cookies.Delete(CookieOf(context), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" });
    }

    private Caller? FindSession(HttpContext context) => _sessions.Find(context.Request.Cookies[CookieOf(context)]);

    private static string CookieOf(HttpContext context) => $"{Cookie}{context.Connection.LocalPort}";

    // Hashing a password is slow on purpose; supervision asks every few seconds. For its address alone, and not for one that guesses: what is known
    // here would tell a right guess without a try being counted.
    private Caller? FindReader(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is { Length: > 0 } header && !_throttle.MustWait(context.Connection.RemoteIpAddress) ? _readers.Find(ReaderOf(context, header)) : null;

    private static string ReaderOf(HttpContext context, string header) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Connection.RemoteIpAddress} {header}")));

    // For GET alone: a browser that knows a password would send it with another page's requests, too.
    private async Task<Caller?> FindBasicAsync(HttpContext context)
    {
        const string Scheme = "Basic ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!HttpMethods.IsGet(context.Request.Method) || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (FindReader(context) is { } known)
        {
            return known;
        }

        var octets = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), octets, out var length)
            || Encoding.UTF8.GetString(octets, 0, length).Split(':', 2) is not [var name, var password])
        {
            return null;
        }

        var (user, _) = await CheckAsync(context, name, password);
        return user is null ? null : _readers.Begin(user, ReaderOf(context, header));
    }

    private async Task<(WebUser? User, (int Status, string Why) Refusal)> CheckAsync(HttpContext context, string name, string password)
    {
        var from = context.Connection.RemoteIpAddress;
        if (_throttle.Wait(from) is { } wait)
        {
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return (null, (StatusCodes.Status429TooManyRequests, $"too many tries; try again in {Math.Ceiling(wait.TotalSeconds)} s"));
        }

        // Counted before it is known: many at once are not more than one after the other.
        _throttle.Tried(from);
        var user = await _passwords.CheckAsync(name, password, context.RequestAborted);
        if (user is null)
        {
            return (null, (StatusCodes.Status401Unauthorized, "user or password is wrong"));
        }

        _throttle.Succeeded(from);
        return (user, default);
    }
}
