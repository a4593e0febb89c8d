using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Abstractions.Configuration;
using Gateway.Host.Web;

namespace Gateway.Tests.Integration.Web;

/// <summary>Where the page is served, and where not.</summary>
[TestClass]
public sealed class WebServerTests
{
    [TestMethod]
    public async Task A_port_in_use_is_told_and_tried_again_every_10_s()
    {
        var clock = new HandTimers();
        await using var rig = WebRig.Make(file: null, clock);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var at = (IPEndPoint)taken.LocalEndpoint;
        await rig.ServeAsync(new WebConfig { Listen = at });
        Assert.IsNull(rig.Server.Address);
        await Patience.UntilAsync(() => rig.Log.Contains($"the web page is not served at {at}: the port is in use by another program", StringComparison.Ordinal), "a line in the log");

        // Still in use: not told again.
        Assert.AreEqual(TimeSpan.FromSeconds(10), clock.Due);
        clock.Fire();
        await Patience.UntilAsync(() => clock.Due == TimeSpan.FromSeconds(10), "it was tried again");
        taken.Stop();
        clock.Fire();
        await Patience.UntilAsync(() => rig.Server.Address is not null, "it is served");
        await Patience.UntilAsync(() => rig.Log.Contains($"the web page is served at http://{at}", StringComparison.Ordinal), "a line in the log");
        Assert.HasCount(2, rig.Log.Split("the web page is not served"));
    }

    [TestMethod]
    [DataRow("0.0.0.0", false, "there is no certificate")]
    [DataRow("::", false, "there is no certificate")]
    [DataRow("0.0.0.0", true, "there are no users")]
    public async Task What_others_can_reach_needs_HTTPS_and_a_password(string address, bool hasCertificate, string says)
    {
        await using var rig = WebRig.Make(file: null, TimeProvider.System);
        await rig.ServeAsync(new WebConfig { Listen = new IPEndPoint(IPAddress.Parse(address), 0), Certificate = hasCertificate ? "gateway.pem" : null });
        Assert.IsNull(rig.Server.Address);
        await Patience.UntilAsync(() => rig.Log.Contains(says, StringComparison.Ordinal), says);
    }

    [TestMethod]
    public async Task With_a_certificate_and_users_it_is_served_by_HTTPS_alone()
    {
        await using var rig = WebRig.Make(file: null, TimeProvider.System);
        MakeCertificate(rig.Folder);
        await rig.ServeAsync(new WebConfig { Listen = new IPEndPoint(IPAddress.Any, 0), Certificate = "gateway.pem", Key = "gateway.key", Users = [AccessTests.Anna] });
        var port = rig.Server.Address!.Port;
        Assert.AreEqual("https", rig.Server.Address.Scheme);
        rig.Http.BaseAddress = new Uri($"https://127.0.0.1:{port}/");
        _ = await rig.GetAsync("api/v1/status", HttpStatusCode.Unauthorized);
        using var answer = await rig.Http.PostAsync(
            new Uri("api/v1/session", UriKind.Relative), new StringContent("""{"user":"anna","password":"correct horse"}""", Encoding.UTF8, "application/json"));
        Assert.Contains("secure", answer.Headers.GetValues("Set-Cookie").Last());
        _ = await rig.GetAsync("api/v1/status");

        using var plain = new HttpClient();
        _ = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => plain.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz")));
    }

    [TestMethod]
    public async Task A_certificate_that_is_missing_is_named()
    {
        await using var rig = WebRig.Make(file: null, TimeProvider.System);
        await rig.ServeAsync(new WebConfig { Listen = new IPEndPoint(IPAddress.Loopback, 0), Certificate = "missing.pem" });
        Assert.IsNull(rig.Server.Address);
        await Patience.UntilAsync(() => rig.Log.Contains("missing.pem", StringComparison.Ordinal), "it is named");
    }

    [TestMethod]
    public async Task A_password_that_is_no_hash_keeps_the_page_closed()
    {
        await using var rig = WebRig.Make(file: null, TimeProvider.System);
        await rig.ServeAsync(new WebConfig { Listen = new IPEndPoint(IPAddress.Loopback, 0), Users = [new WebUser("anna", WebRole.Operator, "pbkdf2-sha512$broken")] });
        Assert.IsNull(rig.Server.Address);
        await Patience.UntilAsync(() => rig.Log.Contains("the password of user anna is no hash", StringComparison.Ordinal), "it is named");
        Assert.DoesNotContain("broken", rig.Log);
    }

    [TestMethod]
    public async Task Other_settings_take_the_place_of_the_old_ones_and_end_all_sessions()
    {
        await using var rig = await WebRig.StartAsync(new WebConfig { Users = [AccessTests.Anna] }, hasPage: true);
        _ = await rig.LoginAsync("anna", "correct horse");
        var at = rig.Server.Address!;
        var listen = new IPEndPoint(IPAddress.Loopback, at.Port);
        await rig.ServeAsync(new WebConfig { Listen = listen, Users = [AccessTests.Anna with { Role = WebRole.Viewer }] });
        _ = await rig.GetAsync("api/v1/status", HttpStatusCode.Unauthorized);
        _ = await rig.LoginAsync("anna", "correct horse");
        Assert.AreEqual("viewer", (string?)(await rig.GetAsync("api/v1/session"))["role"]);

        // The same ones again change nothing.
        await rig.ServeAsync(new WebConfig { Listen = listen, Users = [AccessTests.Anna with { Role = WebRole.Viewer }] });
        _ = await rig.GetAsync("api/v1/status");
    }

    [TestMethod]
    [DataRow(null, false, false, "127.0.0.1:8104 page")]
    [DataRow(null, true, false, "nothing")]
    [DataRow(null, true, true, "127.0.0.1:8104 status")]
    [DataRow("off", false, true, "nothing")]
    [DataRow("9000", false, false, "127.0.0.1:9000 page")]
    [DataRow("[::1]:9000", false, true, "[::1]:9000 page")]
    [DataRow("127.0.0.1:9000", true, false, "127.0.0.1:9000 status")]
    public void The_command_line_comes_before_the_file(string? web, bool noGui, bool isConfigured, string expected)
    {
        var listen = web is null ? null : WebListen.TryParse(web, out _);
        var settings = WebSettings.Of(isConfigured ? new WebConfig() : null, noGui, listen, Environment.CurrentDirectory);
        Assert.AreEqual(expected, settings is null ? "nothing" : $"{settings.Config.Listen} {(settings.HasPage ? "page" : "status")}");
    }

    [TestMethod]
    [DataRow("here")]
    [DataRow("0")]
    [DataRow("70000")]
    [DataRow("localhost:8104")]
    public void An_address_that_is_none_is_told(string web)
    {
        Assert.IsNull(WebListen.TryParse(web, out var why));
        Assert.Contains(web, why!);
    }

    [TestMethod]
    public void A_password_fits_its_hash_alone()
    {
        var hash = PasswordHash.Of("correct horse", rounds: 10);
        Assert.IsTrue(PasswordHash.Fits(hash, "correct horse"));
        Assert.IsFalse(PasswordHash.Fits(hash, "correct hors"));
        Assert.AreNotEqual(hash, PasswordHash.Of("correct horse", rounds: 10), "each has a salt of its own");
        Assert.IsFalse(PasswordHash.IsOne("pbkdf2-sha512$10$c2FsdHNhbHQ=$"));
        Assert.IsFalse(PasswordHash.IsOne("pbkdf2-sha512$99999999999$c2FsdHNhbHQ=$aGFzaGhhc2hoYXNoaGFzaA=="));
        Assert.IsFalse(PasswordHash.IsOne("correct horse"));
    }

    private static void MakeCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=gateway.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "gateway.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "gateway.key"), key.ExportPkcs8PrivateKeyPem());
    }

    // Timers that fire when the test says so.
    private sealed class HandTimers : TimeProvider
    {
        private Action? _fire;

        /// <summary>After how long the next one would fire; null: none is set.</summary>
        public TimeSpan? Due { get; private set; }

        public void Fire()
        {
            var fire = _fire;
            (Due, _fire) = (null, null);
            fire?.Invoke();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (Due, _fire) = (dueTime, () => callback(state));
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
