using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Program;

/// <summary><c>convert FILE [-o OUT]</c> (C4).</summary>
[TestClass]
public sealed class ConvertTests
{
    private const string Good = "iec104MM2SS-1port-v1.0\n111,North,2404,32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.1:2411,\n";
    private const string Doubtful = "iec104MM2SS-1port-v1.0\n111,North,2404,32,300,60,15,10,20,8,12,1000,Y,all,127.0.1.1:2411,\n";
    private const string Bad = Good + "222,South,99999,32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.2:2411,\n";

    [TestMethod, TestProperty("Rule", "C4")]
    public async Task A_CSV_file_comes_out_as_JSON()
    {
        using var program = GatewayProgram.Start(Good, "convert", "stations.csv");
        var json = await program.Process.EndAsync();
        Assert.StartsWith("{\n  \"$schema\": \"gateway.schema.json\",\n  \"groups\": [", json);
        Assert.EndsWith("}\n", json);
        Assert.Contains("\"logEvents\": true", json);
    }

    [TestMethod, TestProperty("Rule", "C1"), TestProperty("Rule", "C4")]
    [DataRow("single-port.csv")]
    [DataRow("port-per-master.csv")]
    public async Task What_is_written_to_a_file_validates_as_the_same(string file)
    {
        var sample = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "config", file));
        using var convert = GatewayProgram.Start(sample, "convert", "stations.csv", "-o", "stations.json");
        Assert.AreEqual("", await convert.Process.EndAsync());

        using var before = GatewayProgram.Start(sample, "validate", "stations.csv");
        using var after = GatewayProgram.Start(file: null, "validate", Path.Combine(convert.Folder, "stations.json"));
        var (said, saysNow) = (await before.Process.EndAsync(), await after.Process.EndAsync());
        Assert.Contains("errors 0, warnings 0", said);
        Assert.AreEqual(said.Replace("stations.csv:", "", StringComparison.Ordinal), saysNow.Replace(Path.Combine(convert.Folder, "stations.json") + ":", "", StringComparison.Ordinal));
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public async Task What_is_doubtful_is_told_beside_the_result()
    {
        using var program = GatewayProgram.Start(Doubtful, "convert", "stations.csv", "-o", "stations.json");
        Assert.Contains("stations.csv:2:5: warning: max conn '300' is above 255", await program.Process.EndAsync());
        Assert.Contains("\"maxConnections\": 255", await File.ReadAllTextAsync(Path.Combine(program.Folder, "stations.json")));
    }

    [TestMethod, TestProperty("Rule", "C4"), TestProperty("Rule", "H3")]
    [DataRow(Bad, "stations.csv", "stations.csv:3:3: port no '99999' is not a number")]
    [DataRow("", "stations.csv", "stations.csv:1:1: the file is empty")]
    [DataRow(Good, "missing.csv", "missing.csv:1:1: the file cannot be read")]
    [DataRow(Good, "stations.txt", "no plugin reads .txt files")]
    public async Task When_a_row_is_in_error_it_ends_with_2_and_the_other_file_stays_as_it_was(string text, string file, string says)
    {
        var before = Path.Combine(Directory.CreateTempSubdirectory("gateway-test-").FullName, "stations.json");
        await File.WriteAllTextAsync(before, "as it was");
        using var program = GatewayProgram.Start(text, "convert", file, "-o", before);
        Assert.Contains(says, await program.Process.EndAsync(exitCode: 2));
        Assert.AreEqual("as it was", await File.ReadAllTextAsync(before));
        Directory.Delete(Path.GetDirectoryName(before)!, recursive: true);
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public async Task A_file_is_not_written_over_by_itself()
    {
        using var first = GatewayProgram.Start(Good, "convert", "stations.csv", "-o", "stations.json");
        _ = await first.Process.EndAsync();
        var file = Path.Combine(first.Folder, "stations.json");
        using var program = GatewayProgram.Start(file: null, "convert", file, "-o", file);
        Assert.Contains("stations.json: it would be written over, and its comments lost", await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "H3")]
    [DataRow("stations.xml", "stations.xml: no plugin writes .xml files; these are written: .json")]
    [DataRow("missing/stations.json", "missing/stations.json: it cannot be written")]
    public async Task A_place_that_cannot_be_written_ends_with_2(string to, string says)
    {
        using var program = GatewayProgram.Start(Good, "convert", "stations.csv", "-o", to);
        Assert.Contains(says, await program.Process.EndAsync(exitCode: 2));
    }
}
