using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Time;
using Gateway.Host.Time;
using ClockStatus = Gateway.Host.Status.ClockStatus;

namespace Gateway.Tests.Integration.Time;

/// <summary>How the machine's clock is kept (H4). No test sets it.</summary>
[TestClass]
public sealed class TimeKeeperTests
{
    private const string A = "10.1.1.15";
    private const string B = "time.windows.com";

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task The_clock_is_set_by_the_first_server_that_answers_and_the_others_are_not_asked()
    {
        await using var bench = new TimeBench();
        bench.Fails(A, TimeFaultKind.NoAnswer, "no answer within 2 s");
        bench.Has(B, 0.25);
        bench.Has("never", 99);
        await bench.StartAsync(A, B, "never");
        Assert.AreSequenceEqual([A, B], bench.Asked);
        Assert.AreSequenceEqual([TimeSpan.FromSeconds(0.25)], bench.Steps);
        var status = bench.Keeper.Status;
        Assert.AreEqual(TimeState.Updated, status.State);
        Assert.AreEqual("Time updated at: 2026-11-21 09:51:41 from time.windows.com", status.Text);
        Assert.AreEqual((B, 0.25, 2, 2.0), (status.Server, status.Offset!.Value.TotalSeconds, status.Stratum, status.Delay!.Value.TotalMilliseconds));
        Assert.AreEqual("10.1.1.15: no answer within 2 s", status.LastError);
        Assert.AreSequenceEqual(
            ["INFO Time updated at: 2026-11-21 09:51:41 from time.windows.com (offset 250 ms, round trip 2 ms, stratum 2) [10.1.1.15: no answer within 2 s]"], bench.Log);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task The_status_shows_50_characters_of_a_servers_name()
    {
        var name = new string('n', 60);
        await using var bench = new TimeBench();
        bench.Has(name, 0);
        await bench.StartAsync(name);
        Assert.EndsWith($" from {new string('n', 50)}", bench.Keeper.Status.Text);
        Assert.AreEqual(name, bench.Keeper.Status.Server);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(null, 900)]
    [DataRow(60, 60)]
    public async Task They_are_asked_again_after_the_interval(int? seconds, int expected)
    {
        await using var bench = new TimeBench();
        bench.Has(A, 0);
        await bench.StartAsync(new TimeConfig { Servers = [A], UpdateInterval = seconds is { } s ? TimeSpan.FromSeconds(s) : null });
        Assert.AreEqual(TimeSpan.FromSeconds(expected), bench.Time.Next);
        bench.Time.Pass(TimeSpan.FromSeconds(expected - 1));
        Assert.HasCount(1, bench.Asked);
        bench.Time.Pass(TimeSpan.FromSeconds(1));
        await bench.RoundAsync();
        Assert.HasCount(2, bench.Asked);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task Until_a_server_has_answered_they_are_asked_sooner_and_then_after_the_interval()
    {
        await using var bench = new TimeBench();
        bench.Fails(A, TimeFaultKind.NoAnswer, "no answer within 2 s");
        await bench.StartAsync(new TimeConfig { Servers = [A], UpdateInterval = TimeSpan.FromSeconds(50) });
        foreach (var pause in (int[])[15, 30, 50, 50])
        {
            Assert.AreEqual(TimeSpan.FromSeconds(pause), bench.Time.Next);
            bench.Time.Pass(TimeSpan.FromSeconds(pause));
            await bench.RoundAsync();
        }

        bench.Has(A, 0.1);
        bench.Time.Pass(TimeSpan.FromSeconds(50));
        await bench.RoundAsync();
        bench.Fails(A, TimeFaultKind.NoAnswer, "no answer within 2 s");
        bench.Time.Pass(TimeSpan.FromSeconds(50));
        await bench.RoundAsync();
        Assert.AreEqual(TimeSpan.FromSeconds(50), bench.Time.Next, "it has answered once");
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task A_fault_that_names_its_server_names_it_once()
    {
        await using var bench = new TimeBench();
        bench.Fails(A, TimeFaultKind.NoAnswer, "10.1.1.15:123 is not reached: Connection refused");
        await bench.StartAsync(A);
        Assert.AreEqual("10.1.1.15:123 is not reached: Connection refused", bench.Keeper.Status.LastError);
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "O2")]
    public async Task The_status_says_why_no_server_has_answered()
    {
        await using var bench = new TimeBench();
        bench.Fails(A, TimeFaultKind.NoAnswer, "no answer within 2 s");
        await bench.StartAsync(A);
        Assert.AreEqual("10.1.1.15: no answer within 2 s", new ClockStatus(bench.Keeper).Current.LastError);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task Without_an_answer_it_is_trying()
    {
        await using var bench = new TimeBench();
        bench.Fails(A, TimeFaultKind.NoAnswer, "no answer within 2 s");
        bench.Fails(B, TimeFaultKind.Refused, "kiss-o'-death DENY");
        await bench.StartAsync(A, B);
        Assert.AreEqual(TimeState.Trying, bench.Keeper.Status.State);
        Assert.AreEqual("Trying NTP servers to update local time ..", bench.Keeper.Status.Text);
        Assert.AreEqual("10.1.1.15: no answer within 2 s; time.windows.com: kiss-o'-death DENY", bench.Keeper.Status.LastError);
        Assert.IsEmpty(bench.Steps);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task Without_the_privilege_the_offset_is_told_and_the_clock_left_alone()
    {
        await using var bench = new TimeBench { NextStep = ClockStep.NoPrivilege };
        bench.Has(A, -1.5);
        await bench.StartAsync(A);
        var status = bench.Keeper.Status;
        Assert.AreEqual((TimeState.NoPrivilege, TimeBench.NoPrivilege), (status.State, status.Text));
        Assert.AreEqual(-1.5, status.Offset!.Value.TotalSeconds);
        Assert.IsNull(status.UpdatedAt);
        Assert.StartsWith($"WARN {TimeBench.NoPrivilege} 10.1.1.15 differs by -1500 ms; ", Assert.ContainsSingle(bench.Log));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task What_the_system_says_when_it_does_not_set_the_clock_is_told()
    {
        await using var bench = new TimeBench { NextStep = ClockStep.Failed("the system does not set the clock: Invalid argument") };
        bench.Has(A, 1);
        await bench.StartAsync(A);
        Assert.AreEqual(TimeState.Trying, bench.Keeper.Status.State);
        Assert.AreEqual("the system does not set the clock: Invalid argument", bench.Keeper.Status.LastError);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(3600.001)]
    [DataRow(-3600.001)]
    public async Task An_offset_above_the_largest_step_is_refused_and_told_and_the_next_server_asked(double offset)
    {
        await using var bench = new TimeBench();
        bench.Has(A, offset);
        bench.Has(B, 0.1);
        await bench.StartAsync(A, B);
        Assert.AreSequenceEqual([TimeSpan.FromSeconds(0.1)], bench.Steps);
        Assert.Contains("above ntp_max_step, 3600 s, and refused", bench.Keeper.Status.LastError!);
        Assert.Contains("10.1.1.15: its offset is ", Assert.ContainsSingle(bench.Log));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(60, 60.001, false)]
    [DataRow(60, 60.0, true)]
    [DataRow(60, -60.0, true)]
    public async Task The_largest_step_is_the_configurations(int most, double offset, bool isSet)
    {
        await using var bench = new TimeBench();
        bench.Has(A, offset);
        await bench.StartAsync(new TimeConfig { Servers = [A], MaxStep = TimeSpan.FromSeconds(most) });
        Assert.AreEqual(isSet ? TimeState.Updated : TimeState.Trying, bench.Keeper.Status.State);
        Assert.HasCount(isSet ? 1 : 0, bench.Steps);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(0.0005)]
    [DataRow(7200)]
    public async Task Where_another_service_keeps_the_clock_the_offset_is_only_reported(double offset)
    {
        await using var bench = new TimeBench { OtherKeeper = "chronyd" };
        bench.Has(A, offset);
        await bench.StartAsync(A);
        var status = bench.Keeper.Status;
        Assert.IsEmpty(bench.Steps);
        Assert.AreEqual((TimeState.Reported, "chronyd", offset), (status.State, status.KeptBy, status.Offset!.Value.TotalSeconds));
        Assert.AreEqual($"The clock is kept by chronyd; 10.1.1.15 differs by +{offset} s", status.Text);
        Assert.AreSequenceEqual([$"INFO {status.Text}"], bench.Log);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task When_the_other_service_stops_the_clock_is_set()
    {
        await using var bench = new TimeBench { OtherKeeper = "chronyd" };
        bench.Has(A, 0.5);
        await bench.StartAsync(A);
        bench.OtherKeeper = null;
        await bench.NextRoundAsync();
        Assert.AreEqual(TimeState.Updated, bench.Keeper.Status.State);
        Assert.IsNull(bench.Keeper.Status.KeptBy);
        Assert.HasCount(1, bench.Steps);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task The_log_tells_each_change_once()
    {
        await using var bench = new TimeBench();
        bench.Has(A, 0.001);
        await bench.StartAsync(A);
        bench.Has(A, 0.002);
        await bench.NextRoundAsync();
        Assert.HasCount(1, bench.Log);

        bench.Fails(A, TimeFaultKind.NoAnswer, "no answer within 2 s");
        await bench.NextRoundAsync();
        await bench.NextRoundAsync();
        Assert.HasCount(2, bench.Log);
        Assert.AreEqual("WARN Trying NTP servers to update local time .. [10.1.1.15: no answer within 2 s]", bench.Log[1]);

        bench.Fails(A, TimeFaultKind.LeftAlone, "left alone for 30 min");
        await bench.NextRoundAsync();
        bench.Fails(A, TimeFaultKind.LeftAlone, "left alone for 15 min");
        await bench.NextRoundAsync();
        Assert.HasCount(3, bench.Log);

        bench.Has(A, 0.003);
        await bench.NextRoundAsync();
        Assert.HasCount(4, bench.Log);
        Assert.StartsWith("INFO Time updated at: ", bench.Log[3]);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task A_step_that_is_seen_in_the_data_is_told_each_time()
    {
        await using var bench = new TimeBench();
        bench.Has(A, 20);
        await bench.StartAsync(A);
        await bench.NextRoundAsync();
        Assert.HasCount(2, bench.Log);
        Assert.StartsWith("WARN Time updated at: 2026-11-21 09:52:01 from 10.1.1.15 (offset 20000 ms", bench.Log[0]);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task When_the_servers_fail_later_it_is_still_known_when_the_clock_was_set()
    {
        await using var bench = new TimeBench();
        bench.Has(A, 0);
        await bench.StartAsync(A);
        var at = bench.Keeper.Status.UpdatedAt;
        bench.Fails(A, TimeFaultKind.NoAnswer, "no answer");
        await bench.NextRoundAsync();
        Assert.AreEqual(TimeState.Trying, bench.Keeper.Status.State);
        Assert.IsNotNull(at);
        Assert.AreEqual(at, bench.Keeper.Status.UpdatedAt);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task Without_servers_nothing_happens()
    {
        await using var bench = new TimeBench();
        bench.Keeper.Apply(TimeConfig.None);
        await bench.Keeper.StopAsync();
        Assert.AreEqual(TimeStatus.Off, bench.Keeper.Status);
        Assert.IsEmpty(bench.Log);
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "C6")]
    public async Task A_reload_asks_the_new_servers_at_once_and_the_old_ones_no_more()
    {
        await using var bench = new TimeBench();
        bench.Has(A, 0);
        bench.Has(B, 0);
        await bench.StartAsync(A);
        bench.Keeper.Apply(new TimeConfig { Servers = [B], UpdateInterval = TimeSpan.FromSeconds(60) });
        await Patience.UntilAsync(() => bench.Asked.Length == 2 && bench.Time.Next == TimeSpan.FromSeconds(60), "a round of the new settings");
        bench.Time.Pass(TimeSpan.FromSeconds(900));
        await Patience.UntilAsync(() => bench.Asked.Length == 3, "one more");
        Assert.AreSequenceEqual([A, B, B], bench.Asked);
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "C6")]
    public async Task A_reload_with_the_same_settings_changes_nothing()
    {
        await using var bench = new TimeBench();
        bench.Has(A, 0);
        await bench.StartAsync(A);
        bench.Time.Pass(TimeSpan.FromSeconds(100));
        bench.Keeper.Apply(new TimeConfig { Servers = [A] });
        Assert.AreEqual(TimeSpan.FromSeconds(800), bench.Time.Next);
        Assert.HasCount(1, bench.Asked);
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "C6")]
    public async Task A_reload_that_takes_the_servers_out_ends_it()
    {
        await using var bench = new TimeBench();
        bench.Has(A, 0);
        await bench.StartAsync(A);
        bench.Keeper.Apply(TimeConfig.None);
        await Patience.UntilAsync(() => bench.Keeper.Status == TimeStatus.Off, "it is off");
        Assert.IsNull(bench.Time.Next);
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "H3")]
    public async Task It_stops_in_the_middle_of_a_question()
    {
        await using var bench = new TimeBench();
        bench.Servers[A] = _ => new TaskCompletionSource<TimeAnswer>().Task;
        bench.Keeper.Apply(new TimeConfig { Servers = [A] });
        await Patience.UntilAsync(() => bench.Asked.Length == 1, "the question");
        await bench.Keeper.StopAsync().WaitAsync(Patience.Limit);
        Assert.AreEqual(TimeStatus.Trying, bench.Keeper.Status);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task A_source_that_throws_or_hangs_is_passed_over()
    {
        await using var bench = new TimeBench();
        bench.Servers[A] = _ => throw new InvalidOperationException("broken");
        bench.Servers["hangs"] = _ => new TaskCompletionSource<TimeAnswer>().Task;
        bench.Has(B, 0);
        bench.Keeper.Apply(new TimeConfig { Servers = [A, "hangs", B] });
        await Patience.UntilAsync(() => bench.Asked.Length == 2 && bench.Time.Next == TimeSpan.FromMinutes(2), "the hanging question");
        bench.Time.Pass(TimeSpan.FromMinutes(2));
        await Patience.UntilAsync(() => bench.Time.Next == TimeConfig.StandardUpdateInterval, "the end of the round");
        Assert.AreEqual(B, bench.Keeper.Status.Server);
        Assert.Contains("10.1.1.15: the time source 'ntp' failed: InvalidOperationException: broken", bench.Keeper.Status.LastError!);
        Assert.Contains("hangs: the time source 'ntp' failed: TimeoutException", bench.Keeper.Status.LastError!);
    }

    [TestMethod, TestProperty("Rule", "H4"), TestProperty("Rule", "C4")]
    public async Task A_source_that_no_plugin_has_is_told_and_the_clock_left_alone()
    {
        await using var bench = new TimeBench();
        bench.Keeper.Apply(new TimeConfig { Servers = [A], Source = "mine" });
        await Patience.UntilAsync(() => bench.Keeper.Status.LastError is not null, "the error");
        Assert.AreSequenceEqual(["WARN no plugin has a time source 'mine': the clock is left alone"], bench.Log);
        Assert.IsEmpty(bench.Asked);
    }
}
