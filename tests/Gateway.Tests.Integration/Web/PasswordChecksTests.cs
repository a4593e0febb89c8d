using Gateway.Abstractions.Configuration;
using Gateway.Host.Web;

namespace Gateway.Tests.Integration.Web;

/// <summary>What a try costs tells nothing (O2).</summary>
[TestClass]
public sealed class PasswordChecksTests
{
    [TestMethod, TestProperty("Rule", "O2")]
    [DataRow("anna", "right horse", true)]
    [DataRow("anna", "wrong horse", false)]
    [DataRow("ben", "right horse", true)]
    [DataRow("ben", "wrong horse", false)]
    [DataRow("nobody", "right horse", false)]
    public async Task Whoever_is_named_a_check_takes_the_same_work(string name, string password, bool fits)
    {
        var rounds = 0;
        var users = new[] { 10, 30 }.Zip(["anna", "ben"], (n, user) => new WebUser(user, WebRole.Viewer, PasswordHash.Of("right horse", n)));
        var checks = new PasswordChecks([.. users], (text, salt, n, octets) =>
        {
            rounds += n;
            return PasswordHash.Derive(text, salt, n, octets);
        });
        Assert.AreEqual(fits ? name : null, (await checks.CheckAsync(name, password, CancellationToken.None))?.Name);
        Assert.AreEqual(30, rounds);
    }
}
