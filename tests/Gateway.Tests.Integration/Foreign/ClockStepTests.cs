using System.Globalization;
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Tests.Integration.Program;
using Gateway.Tests.Integration.Sessions;
using static Gateway.Tests.Integration.Sessions.WireEnd;

namespace Gateway.Tests.Integration.Foreign;

/// <summary>
/// The wall clock is stepped under a running gateway: not the machine's, but what libfaketime shows it in its place. The monotonic one runs on.
/// </summary>
[TestClass]
public sealed class ClockStepTests
{
    private static readonly CommonAddress Station = new(7);
    private static readonly InformationObjectAddress Point = new(1);

    [TestMethod, TestProperty("Rule", "L5"), TestProperty("Rule", "H4")]
    public async Task An_hour_to_and_fro_ends_no_connection_early_and_none_late()
    {
        await using var patient = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.97"), 0));
        await using var hasty = ControlledStation.Listen(new IPEndPoint(IPAddress.Parse("127.0.1.98"), 0));
        var (patientPort, hastyPort) = (FreePort.Next(), FreePort.Next());
        using var clock = new SteppedClock();

        // idletime, t1, t2, t3: of the one group above all that the test takes, and below the step; of the other as short as can be.
        using var program = GatewayProgram.StartUnder(
            clock.Launcher,
            $"iec104MM2SS-1port-v1.0\n{Row(1, patientPort, "3000,1500,1000,2000", patient)}\n{Row(2, hastyPort, "60,5,1,1", hasty)}\n",
            "-n",
            "-i",
            "stations.csv");
        using var waiting = await ConnectAsync("127.0.0.2", patientPort);
        await waiting.StartAsync();

        // Ahead: nothing of the patient group falls due, while t3 of the other passes.
        clock.Step(hours: 1);
        using var silent = await ConnectAsync("127.0.0.3", hastyPort);
        await silent.ExpectAsync(TestFrAct);
        await silent.SendAsync(TestFrCon);
        patient.Set(Station, Point, isOn: true);
        await GetsEventAsync(waiting);

        // Back: TESTFR is sent, and missed, as ever.
        clock.Step(hours: -1);
        await silent.ExpectAsync(TestFrAct);
        await silent.SendAsync(TestFrCon);
        await silent.ExpectAsync(TestFrAct, End);
        patient.Set(Station, Point, isOn: false);
        await GetsEventAsync(waiting);
        Assert.AreEqual(0, await program.Process.StopAsync());

        var times = program.Log("2-Station-2.log").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => DateTime.ParseExact(l[..26], "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)).ToList();
        Assert.IsGreaterThan(TimeSpan.FromHours(1.9), times.Max() - times.Min(), "the gateway has seen the steps");
    }

    // The next APDU is an event, and no test of the connection.
    private static async Task GetsEventAsync(WireEnd master) => Assert.Contains("1E 01 03 00 07 00", await master.ApduAsync(), "M_SP_TB_1, spontaneous, CA 7");

    private static string Row(int id, int port, string times, ControlledStation rtu) => $"{id},Station-{id},{port},7,5,{times},8,12,1000,Y,all,{rtu.Local},";

    /// <summary>A wall clock of the program's own.</summary>
    private sealed class SteppedClock : IDisposable
    {
        private readonly string _file = Path.GetTempFileName();

        public SteppedClock()
        {
            Library = Directory.Exists("/usr/lib") ? Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", SearchOption.AllDirectories).FirstOrDefault() ?? "" : "";
            _ = Library.Length == 0 ? Tool.Missing("libfaketime") : 0;
            Step(hours: 0);
        }

        public string[] Launcher => ["env", $"LD_PRELOAD={Library}", $"FAKETIME_TIMESTAMP_FILE={_file}", "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1"];

        private string Library { get; }

        /// <summary>How far it is from the machine's. Never half a file is read.</summary>
        public void Step(int hours)
        {
            var next = _file + ".next";
            File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{hours * 3600:+0;-0}\n"));
            File.Move(next, _file, overwrite: true);
        }

        public void Dispose() => File.Delete(_file);
    }
}
