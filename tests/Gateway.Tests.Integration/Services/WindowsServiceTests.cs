using Gateway.Host;
using Gateway.Host.Services;
using Gateway.Host.Services.Windows;

namespace Gateway.Tests.Integration.Services;

/// <summary>The service verbs on Windows: what they ask the service manager for (H1).</summary>
[TestClass]
public sealed class WindowsServiceTests
{
    private const string Program = @"C:\Program Files\gateway\iec104-gateway.exe";

    private static readonly ServiceOptions Plain = new() { Program = Program };
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    private readonly List<string> _told = [];
    private readonly List<TimeSpan> _pauses = [];

    [TestMethod, TestProperty("Rule", "H1")]
    public void Install_creates_it_with_its_arguments_and_restarts_it_when_it_fails()
    {
        var manager = new RecordingManager();
        Service(manager).Install(Plain with { Instance = "north", Arguments = ["--ini", "north.csv"], Username = "scada", Password = "word", Startup = StartupKind.Delayed });
        CollectionAssert.AreEqual(new[] { "create iec104-gateway@north" }, manager.Calls);
        Assert.AreEqual(
            new ServiceDefinition
            {
                Command = $"\"{Program}\" --service --instance north --ini north.csv",
                DisplayName = "IEC 104 gateway (north)",
                Description = "Connects many IEC 60870-5-104 masters to one RTU, and loses no event.",
                Startup = StartupKind.Delayed,
                Account = @".\scada",
                Password = "word",
                RestartOnFailure = true,
            },
            manager.Definition);
        Assert.IsTrue(manager.IsClosed);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void It_starts_by_hand_and_as_LocalSystem_unless_something_else_is_said()
    {
        var manager = new RecordingManager();
        Service(manager).Install(Plain);
        CollectionAssert.AreEqual(new[] { "create iec104-gateway" }, manager.Calls);
        Assert.AreEqual(StartupKind.Manual, manager.Definition!.Startup);
        Assert.IsNull(manager.Definition.Account);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(@"plant\scada", @"plant\scada")]
    [DataRow("scada@plant.example", "scada@plant.example")]
    [DataRow(@"NT AUTHORITY\LocalService", @"NT AUTHORITY\LocalService")]
    [DataRow("scada", @".\scada")]
    public void A_user_without_a_domain_is_one_of_this_machine(string given, string account)
    {
        var manager = new RecordingManager();
        Service(manager).Update(Plain with { Username = given });
        Assert.AreEqual(account, manager.Definition!.Account);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Update_leaves_alone_what_is_not_given()
    {
        var manager = new RecordingManager();
        Service(manager).Update(new ServiceOptions());
        CollectionAssert.AreEqual(new[] { "change iec104-gateway" }, manager.Calls);
        Assert.AreEqual((null, null, null, null), (manager.Definition!.Command, manager.Definition.Startup, manager.Definition.Account, manager.Definition.Password));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(@"a b.csv", "\"a b.csv\"")]
    [DataRow(@"C:\x\", @"C:\x\")]
    [DataRow(@"C:\x y\", "\"C:\\x y\\\\\"")]
    [DataRow("a\"b", "\"a\\\"b\"")]
    [DataRow("a\\\"b", "\"a\\\\\\\"b\"")]
    [DataRow("", "\"\"")]
    public void Words_are_quoted_as_Windows_takes_them_apart(string word, string quoted) =>
        Assert.AreEqual($"\"{Program}\" --service --ini {quoted}", WindowsService.CommandOf(Plain with { Arguments = ["--ini", word] }));

    [TestMethod, TestProperty("Rule", "H1")]
    public void Started_by_dotnet_the_service_is_too() =>
        CollectionAssert.AreEqual(
            new[] { "/usr/bin/dotnet", Path.Combine("/opt/gateway", "iec104-gateway.dll") }, ProgramCommand.WordsOf("/usr/bin/dotnet", "/opt/gateway").ToArray());

    [TestMethod, TestProperty("Rule", "H1")]
    public void Start_does_not_wait_unless_it_is_told_to()
    {
        var manager = new RecordingManager();
        Service(manager).Start(Plain);
        CollectionAssert.AreEqual(new[] { "start iec104-gateway" }, manager.Calls);
        Assert.AreEqual("iec104-gateway is starting.", _told.Single());
        Assert.IsEmpty(_pauses);

        Service(manager).Start(Plain with { Wait = Ten });
        Assert.AreEqual("iec104-gateway is started.", _told[^1]);
        Assert.HasCount(2, _pauses);
    }

    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "H3")]
    public void A_service_that_ends_instead_of_running_is_told_at_once()
    {
        var manager = new RecordingManager { StartsInto = ServiceState.Stopped };
        var fault = Assert.ThrowsExactly<ServiceException>(() => Service(manager).Start(Plain with { Wait = Ten }));
        Assert.AreEqual("iec104-gateway is not running but has stopped; its log says why (Stopped).", fault.Message);
        Assert.AreEqual(ExitCode.Fault, fault.ExitCode);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void One_that_takes_too_long_is_told_after_that_time()
    {
        var manager = new RecordingManager { StartsInto = ServiceState.StartPending };
        var fault = Assert.ThrowsExactly<ServiceException>(() => Service(manager).Start(Plain with { Wait = Ten }));
        Assert.AreEqual("iec104-gateway is not running after 10 s (StartPending).", fault.Message);
        Assert.AreEqual(10, _pauses.Sum(p => p.TotalSeconds));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Stop_with_a_time_stops_those_that_need_it_first()
    {
        var manager = new RecordingManager { Dependents = ["scada", "history"] };
        Service(manager).Stop(Plain with { Wait = Ten });
        CollectionAssert.AreEqual(new[] { "dependents iec104-gateway", "stop scada", "stop history", "stop iec104-gateway" }, manager.Calls);
        Assert.IsTrue(manager.States.Values.All(s => s == ServiceState.Stopped));

        Service(manager).Stop(Plain);
        Assert.AreEqual("iec104-gateway is stopping.", _told[^1]);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(true, "stop iec104-gateway, start iec104-gateway")]
    [DataRow(false, "start iec104-gateway")]
    public void Restart_starts_also_what_does_not_run(bool runs, string calls)
    {
        var manager = new RecordingManager { States = { ["iec104-gateway"] = runs ? ServiceState.Running : ServiceState.Stopped } };
        Service(manager).Restart(Plain);
        Assert.AreEqual(calls, string.Join(", ", manager.Calls));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Remove_stops_it_first()
    {
        var manager = new RecordingManager { States = { ["iec104-gateway@north"] = ServiceState.Running } };
        Service(manager).Remove(Plain with { Instance = "north" });
        CollectionAssert.AreEqual(new[] { "stop iec104-gateway@north", "delete iec104-gateway@north" }, manager.Calls);
    }

    [TestMethod, TestProperty("Rule", "H3")]
    [DataRow(5, ExitCode.NoPort, "Only an administrator may do that")]
    [DataRow(1056, ExitCode.Fault, "iec104-gateway runs already.")]
    [DataRow(1057, ExitCode.Usage, "there is no such user")]
    [DataRow(1058, ExitCode.Fault, "is disabled")]
    [DataRow(1060, ExitCode.Usage, "is no service of this machine")]
    [DataRow(1062, ExitCode.Fault, "does not run")]
    [DataRow(1072, ExitCode.Fault, "is being removed")]
    [DataRow(1073, ExitCode.Usage, "is a service already")]
    [DataRow(87, ExitCode.Fault, "(error 87)")]
    public void What_Windows_refuses_is_said_in_words(int error, int exitCode, string says)
    {
        var fault = Assert.ThrowsExactly<ServiceException>(() => Service(new RecordingManager { Error = error }).Start(Plain));
        Assert.AreEqual(exitCode, fault.ExitCode);
        Assert.Contains(says, fault.Message);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Options_without_a_meaning_are_taken_and_told()
    {
        Service(new RecordingManager()).Install(Plain with { Interactive = true, PerfmonIni = "x", PerfmonDll = "y", Root = "/", UnitFolder = "/", Password = "alone" });
        foreach (var option in new[] { "--interactive", "--perfmonini", "--perfmondll", "--root", "--unit-folder", "--password" })
        {
            Assert.Contains(t => t.StartsWith(option, StringComparison.Ordinal), _told);
        }
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void What_this_Windows_does_not_know_is_told_and_the_rest_is_done()
    {
        Service(new RecordingManager { Unknown = ["a delayed start"] }).Update(Plain with { Startup = StartupKind.Delayed });
        CollectionAssert.AreEqual(
            new[]
            {
                "This Windows does not know a delayed start: the rest is done.",
                "iec104-gateway is changed, from its next start on: iec104-gateway restart",
            },
            _told);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Debug_has_the_services_files_unless_the_service_runs()
    {
        Assert.AreEqual(AppContext.BaseDirectory, Service(new RecordingManager()).Debug(Plain).Places.Files);
        Assert.AreEqual(AppContext.BaseDirectory, Service(new RecordingManager { Error = 1060 }).Debug(Plain).Places.Files);
        var running = new RecordingManager { States = { ["iec104-gateway"] = ServiceState.Running } };
        Assert.Contains("stop it first", Assert.ThrowsExactly<ServiceException>(() => Service(running).Debug(Plain)).Message);
    }

    private WindowsService Service(RecordingManager manager) => new(() => manager, _told.Add, _pauses.Add);
}
