using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gateway.Iec104;
using Gateway.Iec104.Stations;

namespace Gateway.Tests.Integration.Program;

/// <summary>The program's verbs and exit codes (H1, H2, H3, C4).</summary>
[TestClass]
public sealed class CommandLineTests
{
    private const string Marker = "iec104MM2SS-1port-v1.0\n";

    [TestMethod, TestProperty("Rule", "C4")]
    public async Task Validate_says_what_a_good_file_means_and_ends_with_0()
    {
        using var program = GatewayProgram.Start(File(2404, "127.0.1.70:2405"), "validate", "stations.csv");
        Assert.AreEqual(
            """
            group 111 (North): RTU 32 at 127.0.1.70:2405; masters on port 2404
            stations.csv: groups 1, errors 0, warnings 0

            """,
            (await program.Process.EndAsync()).ReplaceLineEndings("\n"));
    }

    [TestMethod, TestProperty("Rule", "C4"), TestProperty("Rule", "H3")]
    public async Task Validate_names_file_line_and_cell_of_a_bad_row_and_ends_with_2()
    {
        using var program = GatewayProgram.Start(File(99999, "127.0.1.70:2405"), "validate", "stations.csv");
        Assert.Contains("stations.csv:2:3: port no '99999' is not a number from 1 to 65535; give it one from 1 to 65535", await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "H3")]
    [DataRow("-n", "-i", "missing.csv", "cannot be read")]
    [DataRow("-n", "-i", "stations.txt", "no plugin reads .txt files; these are read: .csv, .json")]
    [DataRow("validate", "stations.csv", "--what", "--what")]
    public async Task A_fault_of_configuration_or_command_line_ends_with_2(string one, string two, string three, string says)
    {
        using var program = GatewayProgram.Start(File(2404, "127.0.1.70:2405"), one, two, three);
        Assert.Contains(says, await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "H3"), TestProperty("Rule", "C4")]
    public async Task A_file_without_a_usable_group_ends_with_2()
    {
        using var program = GatewayProgram.Start(Marker + "# nothing\n", "-n", "-i", "stations.csv");
        Assert.Contains("found 0 systems", await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "H3"), TestProperty("Rule", "S3")]
    public async Task When_no_group_can_take_its_port_it_ends_with_3_and_names_group_and_port()
    {
        using var taken = new TcpListener(IPAddress.IPv6Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var program = GatewayProgram.Start(File(port, "127.0.1.70:2405"), "-n", "-i", "stations.csv");
        Assert.Contains($"group 111 (North) cannot listen on port {port}", await program.Process.EndAsync(exitCode: 3));
    }

    [TestMethod, TestProperty("Rule", "H3"), TestProperty("Rule", "O1")]
    public async Task SIGTERM_stops_the_RTU_cleanly_and_ends_with_0()
    {
        await using var rtu = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.71"), 0));
        var port = FreePort.Next();
        using var program = GatewayProgram.Start(File(port, rtu.Local.ToString()), "-n", "-i", "stations.csv");
        await using var a = await Scada.StartAsync("127.0.0.2", port);
        rtu.Set(new CommonAddress(32), new InformationObjectAddress(1), isOn: true);
        await a.GetsAsync("IOA 1 = ON");
        Assert.AreEqual(0, await program.Process.StopAsync());
        _ = await a.Station.Closed.WaitAsync(Patience.Limit);
        await Patience.UntilAsync(async () => await rtu.MastersAsync() == (0, 0), "the gateway has left the RTU");

        var log = program.Log("111-North.log");
        Assert.Contains("startdt act/con done.", log);
        Assert.Contains("Stopped.", log);
    }

    [TestMethod, TestProperty("Rule", "H2")]
    public async Task The_demo_brings_events_to_both_masters_and_a_command_its_confirmation()
    {
        using var program = GatewayProgram.Start(file: null, "demo");
        using var http = new HttpClient { BaseAddress = new Uri((await program.Process.LineWithAsync("Page:    http"))["Page:".Length..].Trim()), Timeout = Patience.Limit };
        var group = await GroupAsync();
        await using var own = await Scada.StartAsync("127.0.0.1", (int)group["summary"]!["ports"]![0]!);
        await own.GetsAsync("M_ME_TF_1 spontaneous CA 104");
        foreach (var scada in (string[])["127.0.0.2:", "127.0.0.3:"])
        {
            var before = Sent(await GroupAsync(), scada);
            await Patience.UntilAsync(async () => Sent(await GroupAsync(), scada) > before + 3, $"events go to {scada}");
        }

        Assert.Contains("selected, confirmed", await program.Process.LineWithAsync(" commands "));
        await program.Process.SignalAsync("TERM");
        Assert.Contains("from the RTUs ", await program.Process.EndAsync());

        async Task<JsonNode> GroupAsync() => JsonNode.Parse(await http.GetStringAsync(new Uri("api/v1/groups/4", UriKind.Relative)))!;

        static long Sent(JsonNode group, string from) => group["masters"]!.AsArray()
            .Where(m => ((string)m!["address"]!).StartsWith(from, StringComparison.Ordinal)).Sum(m => (long)m!["sent"]!);
    }

    [TestMethod, TestProperty("Rule", "H2"), TestProperty("Rule", "H3")]
    public async Task The_demo_may_be_stopped_before_its_masters_are_connected()
    {
        using var program = GatewayProgram.Start(file: null, "demo");
        _ = await program.Process.LineAsync();
        Assert.AreEqual(0, await program.Process.StopAsync());
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public async Task A_folder_in_place_of_the_file_is_named_so()
    {
        using var program = GatewayProgram.Start(file: null, "validate", ".");
        Assert.Contains(".:1:1: this is a folder; name the file in it", await program.Process.EndAsync(exitCode: 2));
    }

    [TestMethod, TestProperty("Rule", "O1")]
    public async Task Where_no_log_can_be_written_the_program_says_so()
    {
        using var program = GatewayProgram.StartWith("log", "a file in the place of the folder", "-n", "-i", "missing.csv");
        Assert.Contains("log: the log files cannot be written: ", await program.Process.EndAsync(exitCode: 2));
    }

    private static string File(int port, string rtu) => $"{Marker}111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,{rtu},\n";
}
