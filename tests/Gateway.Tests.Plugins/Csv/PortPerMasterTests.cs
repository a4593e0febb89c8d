using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;

namespace Gateway.Tests.Plugins.Csv;

/// <summary>Files laid out as those that came with the three ages of the original program, and what each of their groups is.</summary>
[TestClass]
public sealed class PortPerMasterTests
{
    public static IEnumerable<object[]> Ages => [["ppm-early.csv"], ["ppm-middle.csv"], ["ppm-late.csv"]];

    [TestMethod, TestProperty("Rule", "C2")]
    [DynamicData(nameof(Ages))]
    public void Two_groups_run_with_two_masters_each(string file)
    {
        string[] groups = [.. Corpus.Read(file).Config!.Groups.Select(g => $"{g.Id}: {string.Join(' ', g.Ports.Select(p => p.Name))}")];
        Assert.AreSequenceEqual(["111: Region-1 Backup-1", "555: Region-2 Backup-2"], groups);
    }

    [TestMethod, TestProperty("Rule", "C2")]
    [DynamicData(nameof(Ages))]
    public void No_row_is_in_error(string file) =>
        Assert.IsFalse(Corpus.Read(file).HasErrors);

    [TestMethod, TestProperty("Rule", "R8")]
    [DynamicData(nameof(Ages))]
    public void Each_master_knows_the_RTU_by_its_own_number(string file)
    {
        var south = Corpus.Read(file).Config!.Groups[1];
        Assert.AreEqual("105", south.CommonAddress.ToString());
        Assert.AreSequenceEqual(["32", "32"], south.Ports.Select(p => p.CommonAddress.ToString()));
    }

    // The map takes masters away that the others have put on the route.
    [TestMethod, TestProperty("Rule", "R8")]
    [DynamicData(nameof(Ages))]
    public void The_map_stands_behind_the_policies_that_add_masters(string file) =>
        Assert.IsTrue(Corpus.Read(file).Config!.Groups.All(g => g.Policies is [PolicyNames.Broadcast, PolicyNames.Reply, PolicyNames.CommonAddressMap]));

    [TestMethod, TestProperty("Rule", "S9")]
    [DynamicData(nameof(Ages))]
    public void A_port_takes_one_connection_and_the_newest_stays(string file) =>
        Assert.IsTrue(Corpus.Read(file).Config!.Groups.SelectMany(g => g.Ports).All(p => p is { MaxConnections: 1, NewestReplaces: true, SameAddress: SameAddressRule.All }));

    // Many of these files have their RTU and their masters on one machine; the original admitted them.
    [TestMethod, TestProperty("Rule", "S8")]
    [DynamicData(nameof(Ages))]
    public void A_master_may_come_from_the_RTUs_address(string file) =>
        Assert.IsTrue(Corpus.Read(file).Config!.Groups.All(g => g.AllowRtuAddress));

    [TestMethod, TestProperty("Rule", "O1")]
    [DynamicData(nameof(Ages))]
    public void Every_group_has_a_log(string file) =>
        Assert.IsTrue(Corpus.Read(file).Config!.Groups.All(g => g.LogEvents));

    [TestMethod, TestProperty("Rule", "C2")]
    [DataRow("t1", "k", "buffsize")]
    [DataRow("buffsize", "k", "t1")]
    [DataRow("k", "buffsize", "t1")]
    public void Key_rows_may_stand_in_any_order(params string[] keys)
    {
        const string Groups = "111,North,,32,N,127.0.1.1:2411\n111,Region,2404,101,Y,\n";
        var values = new Dictionary<string, int>(StringComparer.Ordinal) { ["t1"] = 30, ["k"] = 2000, ["buffsize"] = 2500 };
        var rows = string.Concat(keys.Select(k => $"{k},{values[k]}\n"));
        foreach (var text in new[] { rows + Groups, Groups + rows })
        {
            var loaded = Corpus.Read(System.Text.Encoding.UTF8.GetBytes(text));
            var group = Assert.ContainsSingle(loaded.Config!.Groups);
            Assert.IsEmpty(loaded.Findings);
            Assert.AreEqual((30.0, 2000, 2500), (group.Link.T1.TotalSeconds, group.Link.K, group.BufferSize));
        }
    }
}
