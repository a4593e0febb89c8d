using Gateway.Abstractions.Configuration;
using Gateway.Host.Status;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Web;

/// <summary>The local socket: who may open its file may do everything.</summary>
internal sealed class LocalGate : IGate
{
    private static readonly Caller Local = new("local socket", WebRole.Operator, Csrf: null);

    public bool MayOperate => true;

    public Task<Caller?> FindAsync(HttpContext context) => Task.FromResult<Caller?>(Local);

    public string? Suspicion(HttpContext context, Caller? caller) => null;

    public bool IsStillIn(HttpContext context, Caller caller) => true;

    public SessionStatus SessionOf(Caller? caller) => new(NeedsLogin: false, Local.Name, Words.Of(Local.Role), Csrf: null, MayOperate);

    public Task<(int Status, string Why)?> LoginAsync(HttpContext context, Login login) =>
        Task.FromResult<(int, string)?>((StatusCodes.Status409Conflict, "nobody logs in here: the socket's rights are enough"));

    public void Logout(HttpContext context)
    {
        // There is nobody to forget.
    }
}
