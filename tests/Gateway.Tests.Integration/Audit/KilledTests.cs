using System.Text.Json;
using Gateway.Tests.Integration.Program;
using Gateway.Tests.Integration.Sessions;

namespace Gateway.Tests.Integration.Audit;

/// <summary>The program's own audit.</summary>
[TestClass]
public sealed class KilledTests
{
    [TestMethod, TestProperty("Rule", "O4")]
    public async Task A_killed_gateway_leaves_on_record_what_was_asked_and_the_next_one_goes_on_behind_it()
    {
        using var rtu = new WireRtu("127.0.1.98");
        rtu.Listen();
        var port = FreePort.Next();
        using var gateway = GatewayProgram.Start(
            $"iec104MM2SS-1port-v1.0\n7,killed,{port},7,5,60,15,10,20,8,12,1000,N,all,127.0.1.98:{rtu.Local.Port},127.0.0.0/8\n", "-n", "-i", "stations.csv");
        using (var rtuEnd = await rtu.AcceptAsync())
        {
            await AskAsync(rtuEnd, port);
            await Patience.UntilAsync(() => Entries(gateway).Count == 1, "the ask is on record");
            await gateway.Process.KillAsync();
        }

        gateway.StartAgain();
        using (var rtuEnd = await rtu.AcceptAsync())
        {
            await AskAsync(rtuEnd, port);
            Assert.AreEqual(0, await gateway.Process.StopAsync());
        }

        var entries = Entries(gateway);
        Assert.AreEqual("asked asked ended", string.Join(' ', entries.Select(e => e.GetProperty("event").GetString())));
        var ids = entries.Select(e => e.GetProperty("id").GetString()).ToList();
        Assert.AreEqual(ids[1], ids[2]);
        Assert.AreNotEqual(ids[0], ids[1]);
        Assert.AreEqual("rtuLost", entries[2].GetProperty("result").GetString());
    }

    // A master asks, the RTU gets it and says nothing.
    private static async Task AskAsync(WireEnd rtu, int port)
    {
        using var master = await WireEnd.ConnectAsync("127.0.0.2", port);
        await master.StartAsync();
        await rtu.ExpectAsync(WireEnd.StartDtAct);
        await rtu.SendAsync(WireEnd.StartDtCon);
        await master.SendAsync("68 0E 00 00 02 00 2D 01 06 00 07 00 05 00 00 01");
        await rtu.ExpectAsync("68 0E 00 00 00 00 2D 01 06 01 07 00 05 00 00 01");
    }

    private static List<JsonElement> Entries(GatewayProgram gateway)
    {
        try
        {
            // The last one may be being written.
            var text = gateway.Log("audit.jsonl");
            return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l))];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
