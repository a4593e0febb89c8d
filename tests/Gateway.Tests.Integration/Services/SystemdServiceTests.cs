using Gateway.Host;
using Gateway.Host.Services;
using Gateway.Host.Services.Systemd;
using Gateway.Tests.Integration.Program;

namespace Gateway.Tests.Integration.Services;

/// <summary>The service verbs on Linux: the files that they write and the programs that they call (H1).</summary>
[TestClass]
public sealed class SystemdServiceTests : IDisposable
{
    private const string Marker = "iec104MM2SS-1port-v1.0\n";

    private static readonly ServiceOptions Plain = new() { Program = "/opt/gateway/iec104-gateway" };
    private static readonly ServiceOptions North = Plain with { Instance = "north" };

    private readonly string _machine = Directory.CreateTempSubdirectory("gateway-test-").FullName;
    private readonly RecordingSystemd _systemd = new();
    private readonly List<string> _told = [];

    [TestMethod, TestProperty("Rule", "H1")]
    public void Install_writes_unit_drop_in_and_user_and_lets_systemd_read_them()
    {
        Service().Install(Plain with { Startup = StartupKind.Auto, Arguments = ["--ini", "stations.csv"] });
        Assert.Contains("\nExecStart=/opt/gateway/iec104-gateway --service\n", Unit("iec104-gateway.service"));
        Assert.Contains("\nExecStart=\nExecStart=/opt/gateway/iec104-gateway --service --ini stations.csv\n", Unit("iec104-gateway.service.d/10-install.conf"));
        Assert.Contains("u iec104-gateway - ", File.ReadAllText(Path.Combine(_machine, "etc/sysusers.d/iec104-gateway.conf")));
        CollectionAssert.AreEqual(
            new[] { $"systemd-sysusers {_machine}/etc/sysusers.d/iec104-gateway.conf", "systemctl daemon-reload", "systemctl enable iec104-gateway" }, _systemd.Calls);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(null, "disable")]
    [DataRow("Manual", "disable")]
    [DataRow("Disabled", "disable")]
    [DataRow("Auto", "enable")]
    [DataRow("Delayed", "enable")]
    public void How_it_starts_is_manual_unless_something_else_is_said(string? startup, string call)
    {
        Service().Install(North with { Startup = startup is null ? null : Enum.Parse<StartupKind>(startup) });
        Assert.AreEqual($"systemctl {call} iec104-gateway@north", _systemd.Calls[^1]);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void An_instance_has_a_drop_in_and_the_template_is_everybodys()
    {
        Service().Install(North);
        Service().Install(Plain with { Instance = "south" });
        Assert.Contains("--service --instance %i\n", Unit("iec104-gateway@.service"));
        Assert.Contains("--service --instance north\n", Unit("iec104-gateway@north.service.d/10-install.conf"));

        Service().Remove(North);
        Assert.Contains("systemctl disable --now iec104-gateway@north", _systemd.Calls);
        Assert.IsFalse(Directory.Exists(Path.Combine(_machine, "etc/systemd/system/iec104-gateway@north.service.d")));
        Assert.IsTrue(Exists("iec104-gateway@.service"));
        Service().Remove(Plain with { Instance = "south" });
        Assert.IsFalse(Exists("iec104-gateway@.service"));
        Assert.AreEqual("systemctl daemon-reload", _systemd.Calls[^1]);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow("111,North,2404,32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.1:2405,", "")]
    [DataRow("111,North,404,32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.1:2405,", "CAP_NET_BIND_SERVICE")]
    [DataRow("ntp_server,pool.ntp.org\n111,North,2404,32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.1:2405,", "CAP_SYS_TIME")]
    [DataRow("ntp_server,pool.ntp.org\n111,North,404,32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.1:2405,", "CAP_NET_BIND_SERVICE CAP_SYS_TIME")]
    public async Task The_service_gets_the_capabilities_that_its_configuration_needs_and_no_other(string rows, string capabilities)
    {
        Configure("north.csv", Marker + rows + "\n");
        using var program = GatewayProgram.Start(file: null, "install", "--instance", "north", "--root", _machine);
        Assert.Contains("iec104-gateway@north is installed", await program.Process.EndAsync());
        var dropIn = Unit("iec104-gateway@north.service.d/10-install.conf");
        Assert.AreEqual(capabilities.Length > 0, dropIn.Contains($"CapabilityBoundingSet={capabilities}\nAmbientCapabilities={capabilities}\nPrivateUsers=no\n", StringComparison.Ordinal));
        Assert.AreEqual(capabilities.Contains("TIME", StringComparison.Ordinal), dropIn.Contains("ProtectClock=no\nSystemCallFilter=@clock\n", StringComparison.Ordinal));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void A_time_server_among_the_arguments_needs_the_clock()
    {
        Service().Install(Plain with { Arguments = ["--ntp_server", "pool.ntp.org"] });
        Assert.Contains("CapabilityBoundingSet=CAP_SYS_TIME\n", Unit("iec104-gateway.service.d/10-install.conf"));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Update_changes_what_is_given_and_keeps_the_rest()
    {
        Service().Install(Plain with { Arguments = ["--ini", "a b%$\"c\\'.csv", "--ntp_server", "one", "--ntp_server", "two"], Username = "scada" });
        Service().Update(Plain with { Arguments = ["--nogui", "--ntp_server", "three"] });
        var (arguments, user) = UnitText.Read(Unit("iec104-gateway.service.d/10-install.conf"));
        CollectionAssert.AreEqual(new[] { "--ini", "a b%$\"c\\'.csv", "--nogui", "--ntp_server", "three" }, arguments.ToArray());
        Assert.AreEqual("scada", user);
        Assert.AreEqual("systemctl daemon-reload", _systemd.Calls[^1]);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow(@"plant\scada", "that is an account of Windows")]
    [DataRow("nobody-knows", "this machine has no such user")]
    [DataRow("-x", "no user of Linux is called so")]
    [DataRow("a b", "no user of Linux is called so")]
    [DataRow("", "no user of Linux is called so")]
    public void A_user_that_is_not_there_is_refused_before_anything_is_written(string user, string says)
    {
        var systemd = new RecordingSystemd { Answer = call => (call == $"getent passwd {user}" ? 2 : 0, "") };
        var service = new SystemdService(systemd, _told.Add, _machine);
        var refused = Assert.ThrowsExactly<ServiceException>(() => service.Install(Plain with { Username = user }));
        Assert.Contains(says, refused.Message);
        Assert.AreEqual(ExitCode.Usage, refused.ExitCode);
        Assert.IsEmpty(Directory.GetFileSystemEntries(_machine));

        service.Install(Plain);
        var before = Unit("iec104-gateway.service.d/10-install.conf");
        Assert.Contains(says, Assert.ThrowsExactly<ServiceException>(() => service.Update(Plain with { Username = user })).Message);
        Assert.AreEqual(before, Unit("iec104-gateway.service.d/10-install.conf"));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void The_user_that_is_made_for_the_service_may_be_named_and_needs_not_be_there()
    {
        var service = new SystemdService(new RecordingSystemd { Answer = call => (call.StartsWith("getent ", StringComparison.Ordinal) ? 2 : 0, "") }, _told.Add, _machine);
        service.Install(Plain with { Username = "iec104-gateway" });
        Assert.DoesNotContain("User=", Unit("iec104-gateway.service.d/10-install.conf"));
        Assert.IsTrue(File.Exists(Path.Combine(_machine, "etc/sysusers.d/iec104-gateway.conf")));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void A_package_names_no_account_of_Windows_and_any_user_of_Linux()
    {
        var package = Plain with { Root = Path.Combine(_machine, "package") };
        _ = Assert.ThrowsExactly<ServiceException>(() => Service().Install(package with { Username = @"plant\scada" }));
        Assert.IsEmpty(Directory.GetFileSystemEntries(_machine));
        Service().Install(package with { Username = "scada" });
        Assert.IsEmpty(_systemd.Calls);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void What_a_package_has_brought_is_left_alone()
    {
        foreach (var file in new[] { "usr/lib/systemd/system/iec104-gateway.service", "usr/lib/sysusers.d/iec104-gateway.conf" })
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_machine, file))!);
            File.WriteAllText(Path.Combine(_machine, file), "the package's");
        }

        Service().Install(Plain);
        Assert.IsFalse(Exists("iec104-gateway.service"));
        Assert.IsTrue(Exists("iec104-gateway.service.d/10-install.conf"));
        Assert.IsFalse(File.Exists(Path.Combine(_machine, "etc/sysusers.d/iec104-gateway.conf")));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void A_package_gets_both_units_and_the_user_and_nothing_is_called()
    {
        var package = Path.Combine(_machine, "package");
        new SystemdService(new RecordingSystemd { IsThere = false, MayAdminister = false }, _told.Add, _machine)
            .Install(Plain with { Root = package, UnitFolder = "/usr/lib/systemd/system", Program = "/usr/bin/iec104-gateway" });
        CollectionAssert.AreEquivalent(
            new[] { "usr/lib/systemd/system/iec104-gateway.service", "usr/lib/systemd/system/iec104-gateway@.service", "usr/lib/sysusers.d/iec104-gateway.conf" },
            Directory.GetFiles(package, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(package, f)).ToArray());
        Assert.IsEmpty(_systemd.Calls);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Start_stop_and_restart_are_systemctls()
    {
        Service().Start(North);
        Service().Stop(Plain with { Wait = TimeSpan.FromSeconds(5) });
        Service().Restart(Plain);
        CollectionAssert.AreEqual(new[] { "systemctl start iec104-gateway@north", "systemctl stop iec104-gateway within 5 s", "systemctl restart iec104-gateway" }, _systemd.Calls);
    }

    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "H3")]
    public void What_systemctl_refuses_is_a_fault_with_its_words()
    {
        var systemd = new RecordingSystemd { Answer = _ => (5, "Unit iec104-gateway.service not found.") };
        var fault = Assert.ThrowsExactly<ServiceException>(() => new SystemdService(systemd, _told.Add, _machine).Start(Plain));
        Assert.AreEqual(ExitCode.Fault, fault.ExitCode);
        Assert.StartsWith("systemctl start iec104-gateway: exit code 5: Unit iec104-gateway.service not found.\nSee: journalctl", fault.Message);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void What_lasts_longer_than_the_user_waits_is_told()
    {
        var service = new SystemdService(new RecordingSystemd { Answer = _ => null }, _told.Add, _machine);
        var fault = Assert.ThrowsExactly<ServiceException>(() => service.Start(Plain with { Wait = TimeSpan.FromSeconds(3) }));
        Assert.AreEqual("systemctl start iec104-gateway: not done after 3 s; systemd goes on with it", fault.Message);
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public void Who_is_not_root_is_told_so_and_nothing_is_done()
    {
        var service = new SystemdService(new RecordingSystemd { MayAdminister = false }, _told.Add, _machine);
        foreach (var verb in new Action<ServiceOptions>[] { service.Install, service.Update, service.Remove, service.Start, service.Stop, service.Restart })
        {
            var fault = Assert.ThrowsExactly<ServiceException>(() => verb(Plain));
            Assert.AreEqual(ExitCode.NoPort, fault.ExitCode);
            Assert.Contains("Only root may do that", fault.Message);
        }

        Assert.IsEmpty(Directory.GetFileSystemEntries(_machine));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Without_systemd_the_user_is_told_what_to_do()
    {
        var service = new SystemdService(new RecordingSystemd { IsThere = false }, _told.Add, _machine);
        Assert.Contains("systemd does not run on this machine", Assert.ThrowsExactly<ServiceException>(() => service.Install(Plain)).Message);
    }

    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "H3")]
    public void A_service_that_is_there_is_not_installed_again_and_one_that_is_not_there_is_not_changed()
    {
        Service().Install(Plain);
        Assert.AreEqual(ExitCode.Usage, Assert.ThrowsExactly<ServiceException>(() => Service().Install(Plain)).ExitCode);
        Assert.AreEqual(ExitCode.Usage, Assert.ThrowsExactly<ServiceException>(() => Service().Update(North)).ExitCode);
        Assert.AreEqual(ExitCode.Usage, Assert.ThrowsExactly<ServiceException>(() => Service().Remove(North)).ExitCode);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void A_program_where_a_service_cannot_see_it_is_refused()
    {
        var fault = Assert.ThrowsExactly<ServiceException>(() => Service().Install(Plain with { Program = "/home/me/iec104-gateway" }));
        Assert.Contains("/home/me/iec104-gateway: a service cannot see this folder", fault.Message);
        Assert.AreEqual(ExitCode.Usage, fault.ExitCode);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Options_without_a_meaning_are_taken_and_told()
    {
        Service().Install(Plain with { Interactive = true, PerfmonIni = "x.ini", PerfmonDll = "x.dll", Password = "secret", Startup = StartupKind.Delayed });
        foreach (var option in new[] { "--interactive", "--perfmonini", "--perfmondll", "--password", "--startup delayed" })
        {
            Assert.Contains(t => t.StartsWith(option, StringComparison.Ordinal), _told);
        }

        Assert.DoesNotContain("secret", string.Concat(Directory.GetFiles(_machine, "*", SearchOption.AllDirectories).Select(File.ReadAllText)));
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Debug_runs_what_the_service_would_with_its_files_unless_it_runs()
    {
        Service().Install(Plain with { Arguments = ["--ini", "x.csv"] });
        var stopped = new SystemdService(new RecordingSystemd { Answer = _ => (3, "") }, _told.Add, _machine);
        var (arguments, places) = stopped.Debug(Plain);
        CollectionAssert.AreEqual(new[] { "--ini", "x.csv" }, arguments.ToArray());
        Assert.AreEqual(new Places("/etc/iec104-gateway", "log"), places);
        Assert.Contains("stop it first: iec104-gateway stop --instance north", Assert.ThrowsExactly<ServiceException>(() => Service().Debug(North)).Message);
    }

    public void Dispose() => Directory.Delete(_machine, recursive: true);

    private SystemdService Service() => new(_systemd, _told.Add, _machine);

    private string Unit(string name) => File.ReadAllText(Path.Combine(_machine, "etc/systemd/system", name));

    private bool Exists(string name) => File.Exists(Path.Combine(_machine, "etc/systemd/system", name));

    private void Configure(string name, string text)
    {
        _ = Directory.CreateDirectory(Path.Combine(_machine, "etc/iec104-gateway"));
        File.WriteAllText(Path.Combine(_machine, "etc/iec104-gateway", name), text);
    }
}
