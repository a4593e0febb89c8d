using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Abstractions.Configuration;
using Gateway.Host.Web;

namespace Gateway.Tests.Integration.Web;

/// <summary>The page as files: how they are served, and what they may not contain.</summary>
[TestClass]
public sealed partial class PageTests
{
    // Names of XML vocabularies; nothing is fetched from there.
    private const string Vocabularies = "http://www.w3.org/";

    private static IEnumerable<(string Path, string Text)> Texts => PageFiles.All.Select(f => (f.Key, Encoding.UTF8.GetString(f.Value.Octets)));

    [TestMethod]
    public async Task The_page_is_served_and_asked_for_again_only_where_it_has_changed()
    {
        await using var rig = await WebRig.StartAsync();
        foreach (var path in PageFiles.All.Keys.Select(p => p == "index.html" ? "" : p))
        {
            using var first = await rig.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.AreEqual(HttpStatusCode.OK, first.StatusCode, path);
            Assert.StartsWith("default-src 'none'", first.Headers.GetValues("Content-Security-Policy").Single());
            Assert.AreEqual("no-cache", first.Headers.CacheControl!.ToString());

            using var again = await AskAsync(rig, path, first.Headers.ETag!);
            Assert.AreEqual(HttpStatusCode.NotModified, again.StatusCode, path);
            using var other = await AskAsync(rig, path, new EntityTagHeaderValue("\"another\""));
            Assert.AreEqual(HttpStatusCode.OK, other.StatusCode, path);
        }

        using var none = await rig.Http.GetAsync(new Uri("js/none.js", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotFound, none.StatusCode);
    }

    [TestMethod]
    public async Task Without_the_page_status_is_served_and_nothing_else()
    {
        await using var rig = await WebRig.StartAsync(new WebConfig(), hasPage: false);
        using var page = await rig.Http.GetAsync(new Uri("", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotFound, page.StatusCode);
        _ = await rig.GetAsync("api/v1/status");
    }

    [TestMethod]
    [DataRow("api/v1/groups/1/traffic")]
    [DataRow("api/v1/groups/1/traffic/stream")]
    [DataRow("api/v1/groups/1/capture.pcapng")]
    [DataRow("api/v1/groups/1/log")]
    [DataRow("api/v1/groups/1/log/1-Station_1.log")]
    [DataRow("api/v1/audit")]
    [DataRow("api/v1/audit/audit.jsonl")]
    public async Task The_page_is_for_everybody_and_what_it_shows_for_who_is_logged_in(string path)
    {
        await using var rig = await WebRig.StartAsync(new WebConfig { Users = [AccessTests.Anna] }, hasPage: true);
        using var page = await rig.Http.GetAsync(new Uri("", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);
        Assert.AreEqual("log in first", (string?)(await rig.GetAsync(path, HttpStatusCode.Unauthorized))["error"]);
    }

    [TestMethod]
    public void The_page_names_no_other_host_and_has_no_script_or_style_inside_of_its_markup()
    {
        foreach (var (path, text) in Texts)
        {
            Assert.DoesNotMatchRegex(Elsewhere(), text.Replace(Vocabularies, "", StringComparison.Ordinal), path);
        }

        Assert.DoesNotMatchRegex(Inline(), Texts.Single(t => t.Path == "index.html").Text);
    }

    // What peers, files and names say becomes text, whatever it contains.
    [TestMethod]
    public void No_script_makes_markup_or_code_of_text()
    {
        foreach (var (path, text) in Texts.Where(t => t.Path.EndsWith(".js", StringComparison.Ordinal)))
        {
            Assert.DoesNotMatchRegex(MarkupOfText(), text, path);
        }
    }

    [TestMethod]
    public void Each_module_that_is_imported_is_there()
    {
        var imported = Texts.SelectMany(t => Import().Matches(t.Text)).Select(m => $"js/{m.Groups["file"].Value}").ToList();
        Assert.IsNotEmpty(imported);
        foreach (var path in imported)
        {
            Assert.IsTrue(PageFiles.All.ContainsKey(path), path);
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(WebRig rig, string path, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.IfNoneMatch.Add(known);
        return await rig.Http.SendAsync(request);
    }

    [GeneratedRegex(@"https?://|@import|url\(\s*['""]?//", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|javascript:", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function|setAttribute\(""style""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MarkupOfText();

    [GeneratedRegex(@"from ""\./(?<file>[^""]+)""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Import();
}
