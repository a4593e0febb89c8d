using Gateway.Plugins.Ntp;

namespace Gateway.Tests.Plugins.Ntp;

/// <summary>How a configuration may name a server.</summary>
[TestClass]
public sealed class ServerNameTests
{
    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow("10.1.1.15", "10.1.1.15", 123)]
    [DataRow(" 10.1.1.15 ", "10.1.1.15", 123)]
    [DataRow("10.1.1.15:1123", "10.1.1.15", 1123)]
    [DataRow("time.windows.com", "time.windows.com", 123)]
    [DataRow("pool.ntp.org:1123", "pool.ntp.org", 1123)]
    [DataRow("fd00::7", "fd00::7", 123)]
    [DataRow("[fd00::7]", "fd00::7", 123)]
    [DataRow("[fd00::7]:1123", "fd00::7", 1123)]
    public void A_server_is_a_name_or_an_address_and_may_have_a_port(string text, string host, int port) =>
        Assert.AreEqual(new ServerName(host, port), ServerName.Parse(text));

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow("")]
    [DataRow("two words")]
    [DataRow("pool.ntp.org:")]
    [DataRow("pool.ntp.org:0")]
    [DataRow("pool.ntp.org:65536")]
    [DataRow("pool.ntp.org:ntp")]
    [DataRow("a:1:2")]
    [DataRow("[fd00::7]:x")]
    [DataRow("http://pool.ntp.org")]
    public void Anything_else_is_none(string text) => Assert.IsNull(ServerName.Parse(text));
}
