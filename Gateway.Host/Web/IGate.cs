using Gateway.Host.Status;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Web;

/// <summary>Who may come in by one door: the web, or the local socket.</summary>
internal interface IGate
{
    /// <summary>False: only what changes nothing is answered.</summary>
    bool MayOperate { get; }

    /// <summary>Who asks; null: nobody who is known.</summary>
    Task<Caller?> FindAsync(HttpContext context);

    /// <summary>Why a changing request may not be his own; null: it may.</summary>
    string? Suspicion(HttpContext context, Caller? caller);

    /// <summary>Whether somebody who was let in still is.</summary>
    bool IsStillIn(HttpContext context, Caller caller);

    SessionStatus SessionOf(Caller? caller);

    /// <returns>Null: logged in; else what to answer.</returns>
    Task<(int Status, string Why)?> LoginAsync(HttpContext context, Login login);

    void Logout(HttpContext context);
}
