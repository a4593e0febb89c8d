using Gateway.Host.Time;
using Gateway.Tests.Integration.Foreign;

namespace Gateway.Tests.Integration.Time;

/// <summary>Linux' own answers, where they do no harm: a time that is none is refused before anything is set.</summary>
[TestClass]
public sealed class LinuxClockTests
{
    [TestMethod, TestProperty("Rule", "H4")]
    public void A_time_that_is_none_leaves_the_clock_alone()
    {
        OnLinux();
        var step = LinuxClock.Set(new TimeSpec(0, 1_000_000_000));
        Assert.IsFalse(step.IsSet);
        Assert.IsTrue(step == ClockStep.NoPrivilege || step.Error!.StartsWith("the system does not set the clock: Invalid argument", StringComparison.Ordinal), step.Error);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public void A_daemon_that_runs_keeps_the_clock()
    {
        using var processes = new Processes();
        processes.Add(17, "bash");
        processes.Add(18, "chronyd", "-F", "1");
        Assert.AreEqual("chronyd", new LinuxClockKeepers(processes.Folder).Running());
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow("chronyd", "-x")]
    [DataRow("systemd-timesyn", "")]
    [DataRow("chronyd-like", "")]
    public void One_that_only_serves_the_time_or_whose_work_the_kernel_shows_does_not(string name, string argument)
    {
        using var processes = new Processes();
        processes.Add(18, name, argument);
        Directory.CreateDirectory(Path.Combine(processes.Folder, "19"));
        Directory.CreateDirectory(Path.Combine(processes.Folder, "sys"));
        Assert.IsNull(new LinuxClockKeepers(processes.Folder).Running());
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task The_kernels_own_sign_is_the_one_that_others_see()
    {
        OnLinux();
        using var python = Tool.Start("/usr/bin/python3", "-c", "import ctypes; b = ctypes.create_string_buffer(512); print(ctypes.CDLL(None).adjtimex(b))");

        // TIME_ERROR: not synchronized.
        var isUnsynchronized = (await python.EndAsync()).Trim() == "5";
        using var nothing = new Processes();
        Assert.AreEqual(isUnsynchronized, new LinuxClockKeepers(nothing.Folder).Find() is null);
    }

    private static void OnLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("this is not Linux");
        }
    }

    /// <summary>A folder like /proc.</summary>
    private sealed class Processes : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("gateway-test-").FullName;

        public void Add(int id, string name, params string[] arguments)
        {
            var process = Directory.CreateDirectory(Path.Combine(Folder, $"{id}")).FullName;
            File.WriteAllText(Path.Combine(process, "comm"), name + "\n");
            File.WriteAllText(Path.Combine(process, "cmdline"), string.Join('\0', [name, .. arguments]) + "\0");
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
