namespace Gateway.Tests.Integration.Program;

/// <summary><c>validate FILE</c>: names that no plugin has (C4, R12).</summary>
[TestClass]
public sealed class ValidateTests
{
    private const string Csv =
        """
        iec104MM2SS-1port-v1.0
        policies,broadcast,, maintainance,reply
        111,North,2404,32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.1:2411,
        222,South,2405,32,5,60,15,10,20,8,12,1000,Y,old,127.0.1.2:2411,
        333,West,99999,32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.3:2411,
        """;

    private const string Json =
        """
        {
          "groups": [
            { "id": "111", "name": "North", "commonAddress": 32, "hosts": ["127.0.1.1:2411"], "ports": [{ "port": 2404 }],
              "policies": ["broadcast", "reply"] },
            { "id": "222", "name": "South", "commonAddress": 32, "hosts": ["127.0.1.2:2411"], "ports": [{ "port": 2405 }],
              "policies": ["broadcast", "reply", "second"], "rtuLibrary": "mine" },
            { "id": "333", "name": "West", "commonAddress": 32, "hosts": ["127.0.1.3:2411"], "ports": [{ "port": 2406 }],
              "policies": ["first", "second", "reply"] },
          ],
        }
        """;

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("config", "take config/single-port.csv or the example port-per-master.csv as a pattern")]
    [DataRow("elsewhere", "take the example single-port.csv or the example port-per-master.csv as a pattern")]
    public async Task The_pattern_for_a_file_without_groups_is_one_that_can_be_opened(string folder, string says)
    {
        using var program = GatewayProgram.Start("nothing\n", "--version");
        _ = await program.Process.EndAsync();
        _ = Directory.CreateDirectory(Path.Combine(program.Folder, folder));
        await File.WriteAllTextAsync(Path.Combine(program.Folder, folder, "single-port.csv"), "");
        using var validate = program.Beside("validate", "stations.csv");
        Assert.Contains(says, await validate.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "C4"), TestProperty("Rule", "R12")]
    public async Task A_policy_that_no_plugin_has_is_told_where_the_row_of_all_groups_names_it()
    {
        using var program = GatewayProgram.Start(Csv, "validate", "stations.csv");
        string[] told =
        [
            "stations.csv:2:4: group 111 is not started: no plugin has a routing policy 'maintainance'",
            "stations.csv:2:4: group 222 is not started: no plugin has a routing policy 'maintainance'",
            "stations.csv:5:3: port no '99999' is not a number",
        ];
        AreTold(told, await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "C4"), TestProperty("Rule", "R12")]
    public async Task All_that_a_JSON_group_names_and_no_plugin_has_is_told_where_it_stands()
    {
        using var program = GatewayProgram.StartWith("stations.json", Json, "validate", "stations.json");
        string[] told =
        [
            "stations.json:6:42: group 222 is not started: no plugin has a routing policy 'second'",
            "stations.json:6:67: group 222 is not started: no plugin has an RTU library 'mine'",
            "stations.json:8:20: group 333 is not started: no plugin has a routing policy 'first'",
            "stations.json:8:29: group 333 is not started: no plugin has a routing policy 'second'",
        ];
        AreTold(told, await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "C4"), TestProperty("Rule", "H4")]
    public async Task A_time_source_that_no_plugin_has_is_told_and_the_groups_run()
    {
        const string File = """
            {
              "time": { "servers": ["10.1.1.15"], "source": "sundial" },
              "groups": [{ "id": "1", "name": "North", "commonAddress": 32, "hosts": ["127.0.1.1:2411"], "ports": [{ "port": 2404 }] }],
            }
            """;
        using var program = GatewayProgram.StartWith("stations.json", File, "validate", "stations.json");
        Assert.StartsWith("stations.json:2:49: warning: no plugin has a time source 'sundial': the clock is left alone; look for its plugin", await program.Process.EndAsync());
    }

    // The findings come first, in the order of the file.
    private static void AreTold(string[] told, string report)
    {
        Assert.Contains($"errors {told.Length}, warnings 0", report);
        foreach (var (finding, line) in told.Zip(report.Split('\n')))
        {
            Assert.StartsWith(finding, line);
        }
    }
}
