using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Gateway.Abstractions.Configuration;
using Gateway.Host.Web;

namespace Gateway.Tests.Integration.Web;

/// <summary>Who may do what at the page: users, roles, CSRF, host names, limits.</summary>
[TestClass]
public sealed class AccessTests
{
    /// <summary>An operator. Few rounds: the tests need not be slow.</summary>
    public static readonly WebUser Anna = new("anna", WebRole.Operator, PasswordHash.Of("correct horse", rounds: 10));

    private static readonly WebUser Ben = new("ben", WebRole.Viewer, PasswordHash.Of("battery staple", rounds: 10));
    private static readonly WebConfig Locked = new() { Users = [Anna, Ben], Names = ["gateway.example"] };

    [TestMethod]
    public async Task Nobody_who_is_not_logged_in_sees_or_does_anything()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        foreach (var path in new[] { "api/v1/status", "api/v1/groups", "api/v1/groups/1", "api/v1/events", "api/v1/reload/preview", "api/v1/program", "metrics", "api/v1/groups/1/config" })
        {
            Assert.AreEqual("log in first", (string?)(await rig.GetAsync(path, HttpStatusCode.Unauthorized))["error"], path);
        }

        Assert.AreEqual("log in first", (string?)(await rig.SendAsync(HttpMethod.Post, "api/v1/reload", status: HttpStatusCode.Unauthorized))["error"]!);
        var session = await rig.GetAsync("api/v1/session");
        Assert.IsTrue((bool)session["needsLogin"]!);
        Assert.IsNull(session["csrf"]);
    }

    [TestMethod]
    public async Task A_viewer_looks_and_an_operator_operates()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        _ = await rig.LoginAsync("ben", "battery staple");
        Assert.AreEqual("viewer", (string?)(await rig.GetAsync("api/v1/session"))["role"]);
        _ = await rig.GetAsync("api/v1/status");
        Assert.AreEqual("ben is a viewer; this is for an operator", (string?)(await rig.SendAsync(HttpMethod.Post, "api/v1/reload", status: HttpStatusCode.Forbidden))["error"]!);
        _ = await rig.LoginAsync("anna", "correct horse");
        Assert.AreEqual("operator", (string?)(await rig.GetAsync("api/v1/session"))["role"]);

        // Allowed; there is no file to reload.
        _ = await rig.SendAsync(HttpMethod.Post, "api/v1/reload", status: HttpStatusCode.UnprocessableEntity);
    }

    [TestMethod]
    public async Task A_logout_ends_the_session()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        _ = await rig.LoginAsync("anna", "correct horse");
        var cookie = rig.Cookies.Single(c => c.Value.Length > 0);
        _ = await rig.SendAsync(HttpMethod.Delete, "api/v1/session");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/v1/status", UriKind.Relative));
        request.Headers.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await rig.Http.SendAsync(request)).StatusCode);
    }

    [TestMethod]
    public async Task The_cookie_is_kept_from_scripts_and_from_other_pages()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        using var answer = await rig.Http.PostAsync(
            new Uri("api/v1/session", UriKind.Relative), new StringContent("""{"user":"anna","password":"correct horse"}""", Encoding.UTF8, "application/json"));
        var cookie = answer.Headers.GetValues("Set-Cookie").Last();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain("secure", cookie, "it would be lost over plain HTTP");
    }

    [TestMethod]
    [DataRow("anna", "wrong horse")]
    [DataRow("nobody", "correct horse")]
    public async Task A_wrong_name_and_a_wrong_password_are_told_alike(string user, string password)
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        Assert.AreEqual("user or password is wrong", (string?)(await rig.LoginAsync(user, password, HttpStatusCode.Unauthorized))["error"]!);
    }

    [TestMethod]
    public async Task After_five_wrong_passwords_even_the_right_one_must_wait()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        for (var i = 0; i < 5; i++)
        {
            _ = await rig.LoginAsync("anna", "wrong horse", HttpStatusCode.Unauthorized);
        }

        Assert.StartsWith("too many tries", (string?)(await rig.LoginAsync("anna", "correct horse", HttpStatusCode.TooManyRequests))["error"]!);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await BasicAsync(rig, HttpMethod.Get, "metrics", "anna:correct horse"));
    }

    [TestMethod, TestProperty("Rule", "O3")]
    public async Task Supervision_reads_by_basic_authentication_and_changes_nothing_by_it()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        Assert.AreEqual(HttpStatusCode.OK, await BasicAsync(rig, HttpMethod.Get, "metrics", "ben:battery staple"));
        Assert.AreEqual(HttpStatusCode.OK, await BasicAsync(rig, HttpMethod.Get, "api/v1/status", "ben:battery staple"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await BasicAsync(rig, HttpMethod.Get, "metrics", "ben:battery"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await BasicAsync(rig, HttpMethod.Get, "metrics", "ben"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await BasicAsync(rig, HttpMethod.Post, "api/v1/reload", "anna:correct horse"));
    }

    [TestMethod]
    public async Task Who_guesses_does_not_learn_from_what_supervision_has_told_already()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        Assert.AreEqual(HttpStatusCode.OK, await BasicAsync(rig, HttpMethod.Get, "metrics", "ben:battery staple"));
        for (var i = 0; i < 5; i++)
        {
            Assert.AreEqual(HttpStatusCode.Unauthorized, await BasicAsync(rig, HttpMethod.Get, "metrics", $"ben:guess {i}"));
        }

        Assert.AreEqual(HttpStatusCode.Unauthorized, await BasicAsync(rig, HttpMethod.Get, "metrics", "ben:battery staple"));
    }

    [TestMethod]
    public async Task Who_knows_one_password_cannot_guess_at_another_in_between()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        for (var i = 0; i < 4; i++)
        {
            _ = await rig.LoginAsync("anna", "wrong horse", HttpStatusCode.Unauthorized);
        }

        _ = await rig.LoginAsync("ben", "battery staple");
        _ = await rig.LoginAsync("anna", "wrong horse", HttpStatusCode.Unauthorized);
        _ = await rig.LoginAsync("anna", "wrong horse", HttpStatusCode.TooManyRequests);
    }

    [TestMethod]
    public async Task Two_gateways_on_one_machine_keep_their_sessions_apart()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        await using var other = await WebRig.StartAsync(Locked, hasPage: true);
        _ = await rig.LoginAsync("anna", "correct horse");
        using var login = new StringContent("{\"user\":\"ben\",\"password\":\"battery staple\"}", Encoding.UTF8, "application/json");
        using var answer = await rig.Http.PostAsync(new Uri(other.Server.Address!, "api/v1/session"), login);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual("anna", (string?)(await rig.GetAsync("api/v1/session"))["user"]);
    }

    [TestMethod]
    public async Task The_log_tells_who_has_asked_for_a_change_and_whose_login_was_refused()
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        _ = await rig.LoginAsync("eve\n", "wrong horse", HttpStatusCode.Unauthorized);
        _ = await rig.LoginAsync("anna", "correct horse");
        _ = await rig.SendAsync(HttpMethod.Post, "api/v1/reload", status: HttpStatusCode.UnprocessableEntity);
        await Patience.UntilAsync(() => rig.Log.Contains("anna at 127.0.0.1 asks: POST /api/v1/reload", StringComparison.Ordinal), "who has asked");
        await Patience.UntilAsync(() => rig.Log.Contains("a login as eve\\x0A from 127.0.0.1 is refused", StringComparison.Ordinal), "who was refused");
    }

    [TestMethod]
    public async Task A_changing_request_without_the_sessions_token_is_refused()
    {
        await using var rig = await WebRig.StartAsync();
        using var without = await rig.Http.PostAsync(new Uri("api/v1/reload", UriKind.Relative), content: null);
        Assert.Contains("X-CSRF-Token", (string)(await WebRig.JsonOf(without, HttpStatusCode.Forbidden))["error"]!);
        Assert.Contains("X-CSRF-Token", (string)(await WebRig.JsonOf(await PostAsync(rig, r => r.Headers.Add(WebGate.CsrfHeader, "guessed")), HttpStatusCode.Forbidden))["error"]!);
    }

    [TestMethod]
    [DataRow("Origin", "http://elsewhere.example")]
    [DataRow("Origin", "null")]
    [DataRow("Sec-Fetch-Site", "cross-site")]
    public async Task A_changing_request_of_another_page_is_refused_even_with_the_token(string header, string value)
    {
        await using var rig = await WebRig.StartAsync();
        var token = (string)(await rig.GetAsync("api/v1/session"))["csrf"]!;
        using var answer = await PostAsync(rig, r =>
        {
            r.Headers.Add(WebGate.CsrfHeader, token);
            r.Headers.Add(header, value);
        });
        Assert.Contains("comes from another page", (string)(await WebRig.JsonOf(answer, HttpStatusCode.Forbidden))["error"]!);
    }

    [TestMethod]
    [DataRow("elsewhere.example", 421)]
    [DataRow("127.0.0.1.elsewhere.example", 421)]
    [DataRow("localhost", 401)]
    [DataRow("LOCALHOST:9000", 401)]
    [DataRow("[::1]:8104", 401)]
    [DataRow("gateway.example", 401)]
    public async Task A_name_that_is_not_the_gateways_gets_nothing(string host, int status)
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/v1/status", UriKind.Relative));
        request.Headers.Host = host;
        Assert.AreEqual((HttpStatusCode)status, (await rig.Http.SendAsync(request)).StatusCode);
    }

    [TestMethod]
    public async Task Every_answer_bears_the_headers_that_keep_other_pages_out()
    {
        await using var rig = await WebRig.StartAsync();
        foreach (var path in new[] { "api/v1/status", "metrics", "healthz", "nothing/here" })
        {
            using var answer = await rig.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.StartsWith("default-src 'none';", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.AreEqual("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.AreEqual("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.AreEqual("no-store", answer.Headers.CacheControl!.ToString());
            Assert.IsFalse(answer.Headers.Contains("Server"));
        }
    }

    [TestMethod, TestProperty("Rule", "D6")]
    public async Task What_is_too_long_is_refused()
    {
        await using var rig = await WebRig.StartAsync();
        _ = await rig.SendAsync(HttpMethod.Post, "api/v1/session", new { user = new string('a', 100_000), password = "x" }, HttpStatusCode.RequestEntityTooLarge);
        using var line = await rig.Http.GetAsync(new Uri("api/v1/groups/" + new string('a', 8_000), UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.RequestUriTooLong, line.StatusCode);
    }

    [TestMethod]
    [DataRow("{", 400)]
    [DataRow("[]", 400)]
    [DataRow("null", 400)]
    [DataRow("{}", 400)]
    public async Task A_body_that_is_none_is_refused(string body, int status)
    {
        await using var rig = await WebRig.StartAsync(Locked, hasPage: true);
        using var answer = await rig.Http.PostAsync(new Uri("api/v1/session", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        _ = await WebRig.JsonOf(answer, (HttpStatusCode)status);
    }

    [TestMethod]
    public async Task With_nogui_status_and_metrics_are_told_and_nothing_can_be_changed()
    {
        await using var rig = await WebRig.StartAsync(new WebConfig(), hasPage: false);
        _ = await rig.GetAsync("api/v1/status");
        Assert.IsFalse((bool)(await rig.GetAsync("api/v1/session"))["mayOperate"]!);
        Assert.Contains("(-n)", (string)(await rig.SendAsync(HttpMethod.Post, "api/v1/reload", status: HttpStatusCode.Forbidden))["error"]!);
    }

    private static async Task<HttpStatusCode> BasicAsync(WebRig rig, HttpMethod method, string path, string credentials)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        using var answer = await rig.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> PostAsync(WebRig rig, Action<HttpRequestMessage> with)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1/reload", UriKind.Relative));
        with(request);
        return await rig.Http.SendAsync(request);
    }
}
