namespace Gateway.Host.Status;

/// <summary>Why something was not done, in words.</summary>
internal sealed record Refusal(string Error);

/// <summary>What was done, in words.</summary>
internal sealed record Done(string Result);

/// <param name="NeedsLogin">There are users, and this is none of them.</param>
/// <param name="User">Null: nobody is logged in.</param>
/// <param name="Role">viewer, operator; null: none.</param>
/// <param name="Csrf">To be sent with each changing request, as <c>X-CSRF-Token</c>.</param>
/// <param name="MayOperate">False: the program only shows (<c>-n</c>).</param>
internal sealed record SessionStatus(bool NeedsLogin, string? User, string? Role, string? Csrf, bool MayOperate);

internal sealed record Login(string User, string Password);
