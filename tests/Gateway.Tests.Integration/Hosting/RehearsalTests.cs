using Gateway.Abstractions.Links;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;
using Gateway.Plugins.Routing;

namespace Gateway.Tests.Integration.Hosting;

/// <summary>What runs beside the start may help, and must not hinder.</summary>
[TestClass]
public sealed class RehearsalTests
{
    [TestMethod]
    public async Task It_goes_through_all_of_it()
    {
        using var rehearsal = Rehearsal.Start(() => new Standard(PolicyNames.Broadcast, PolicyNames.Reply));
        Assert.IsNull(await rehearsal.Done.WaitAsync(Patience.Limit));
    }

    [TestMethod]
    public async Task Without_the_standard_policies_it_says_so_and_holds_nothing_up()
    {
        using var rehearsal = Rehearsal.Start(() => new Standard());
        Assert.Contains("policies", await rehearsal.Done.WaitAsync(Patience.Limit) ?? "");
    }

    [TestMethod]
    public async Task It_ends_by_itself_when_the_program_does()
    {
        var rehearsal = Rehearsal.Start(() => new Standard(PolicyNames.Broadcast, PolicyNames.Reply));
        rehearsal.Dispose();
        Assert.IsNull(await rehearsal.Done.WaitAsync(Patience.Limit));
    }

    private sealed class Standard(params string[] names) : IPluginLookup
    {
        public Func<IGroupView, IRoutingPolicy>? FindPolicy(string name) =>
            !names.Contains(name) ? null : name == PolicyNames.Broadcast ? _ => new BroadcastPolicy() : _ => new ReplyPolicy();

        public IRtuLinkFactory? FindRtuLibrary(string name) => null;
    }
}
