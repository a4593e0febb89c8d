using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;

namespace Gateway.Tests.Simulator.Scenarios;

/// <summary>What the steps of a scenario do and expect; time is moved by hand.</summary>
[TestClass]
public sealed class ScenarioRunnerTests
{
    private readonly ScenarioBench _bench = new();

    [TestMethod]
    public async Task A_step_with_a_time_waits_for_it()
    {
        var result = await _bench.RunAsync("at 10 s send index 7\nat 12 s send index 8 from A for 3 s");
        Assert.IsTrue(result.Passed);
        CollectionAssert.AreEqual(new[] { "index 7", "index 8 for 00:00:03" }, _bench.Rtu.Told);
        Assert.AreEqual(10, result.Steps[0].Started.TotalSeconds, 0.1);
        Assert.AreEqual(12, result.Steps[1].Started.TotalSeconds, 0.1);
    }

    [TestMethod]
    public async Task What_comes_in_time_passes_and_says_what_was_seen()
    {
        _bench.MasterReceives(2, "m1", 1001, 0).MasterReceives(3, "m1", 1001, 1);
        var step = await _bench.LastAsync("send index 7\nexpect M_SP_TB_1 ioa 1001 = 1 cot spont at m1 within 5 s");
        Assert.IsTrue(step.Passed, step.Seen);
        Assert.AreEqual(3, step.Took.TotalSeconds, 0.2);
        Assert.Contains("M_SP_TB_1 COT 3 spontaneous CA 7 IOA 1001 = 1", step.Seen);
    }

    [TestMethod]
    public async Task A_step_that_passed_shows_what_it_is_about()
    {
        _bench.MasterReceives(1, "m1", 1001, 1).MasterReceives(2, "m1", 1002, 1);
        var result = await _bench.RunAsync("send index 7\nwait 3 s\nexpect ioa 1001 = 1 at m1 within 5 s\nsend 20 signals from A");
        Assert.IsTrue(result.Passed);
        Assert.AreEqual("0 0, 0 0, 1 0, 16 4", string.Join(", ", result.Steps.Select(s => $"{s.Frames.Length} {s.FramesLeftOut}")));
    }

    [TestMethod]
    public async Task What_comes_too_late_fails_and_shows_what_came_instead()
    {
        _bench.MasterReceives(2, "m1", 1001, 0).MasterReceives(6, "m1", 1001, 1);
        var step = await _bench.LastAsync("send index 7\nexpect M_SP_TB_1 ioa 1001 = 1 at m1 within 5 s");
        Assert.IsFalse(step.Passed);
        Assert.StartsWith("m1: instead M_SP_TB_1 COT 3 spontaneous CA 7 IOA 1001 = 0", step.Seen);
        Assert.HasCount(1, step.Frames);
    }

    [TestMethod]
    public async Task Every_station_that_is_named_must_receive_it()
    {
        _bench.MasterReceives(1, "m1", 1001, 1);
        var step = await _bench.LastAsync("send index 7\nexpect ioa 1001 = 1 at every master within 5 s");
        Assert.IsFalse(step.Passed);
        Assert.AreEqual("m2: nothing of it", step.Seen);
    }

    [TestMethod]
    public async Task An_expectation_looks_back_to_the_last_step_that_did_something()
    {
        _bench.MasterReceives(1, "m1", 1001, 1);
        var result = await _bench.RunAsync("send index 7\nwait 3 s\nexpect ioa 1001 = 1 at m1 within 1 s\nsend index 8\nexpect ioa 1001 = 1 at m1 within 1 s");
        CollectionAssert.AreEqual(new[] { true, true, true, true, false }, result.Steps.Select(s => s.Passed).ToArray());
    }

    [TestMethod]
    [DataRow("ioa 1001 = 0 then ioa 1001 = 1", true)]
    [DataRow("ioa 1001 = 1 then ioa 1001 = 0", false)]
    [DataRow("ioa 1001 at least 2 times", true)]
    [DataRow("ioa 1001 at least 3 times", false)]
    [DataRow("ioa 1001 exactly 2 times", true)]
    [DataRow("ioa 1001 exactly 1 times", false)]
    [DataRow("no ioa 1001", false)]
    [DataRow("no ioa 1002", true)]
    public async Task Order_and_number_count(string expected, bool passes)
    {
        _bench.Masters[0].IsConnected = true;
        _bench.MasterReceives(1, "m1", 1001, 0).MasterReceives(2, "m1", 1001, 1);
        var step = await _bench.LastAsync($"send index 7\nexpect {expected} at m1 within 4 s");
        Assert.AreEqual(passes, step.Passed, step.Seen);
    }

    [TestMethod]
    [DataRow("no ioa 1001")]
    [DataRow("ioa 1001 exactly 0 times")]
    public async Task What_a_master_without_a_connection_does_not_receive_tells_nothing(string expected)
    {
        var step = await _bench.LastAsync($"send index 7\nexpect {expected} at m1 for 4 s");
        Assert.IsFalse(step.Passed);
        Assert.AreEqual("m1 is not connected (not connected yet), so what it does not receive tells nothing", step.Seen);

        var (m1, m2) = (_bench.Masters[0], _bench.Masters[1]);
        m1.IsConnected = m2.IsConnected = true;
        _ = _bench.At(2, () => (m2.IsConnected, m2.Lost) = (false, "closed by the peer"));
        step = await _bench.LastAsync($"expect {expected} at every master for 4 s");
        Assert.AreEqual((false, 2.0), (step.Passed, Math.Round(step.Took.TotalSeconds, 1)), step.Seen);
        Assert.AreEqual("m2 is not connected (closed by the peer), so what it does not receive tells nothing", step.Seen);
    }

    [TestMethod]
    public async Task Waiting_for_a_command_ends_with_it()
    {
        _ = _bench.At(2, () => _bench.Rtu.Receives(TypeIdentification.C_SC_NA_1, 21001, 1));
        var step = await _bench.LastAsync("wait for command 45 on IOA 21001 within 5 s");
        Assert.IsTrue(step.Passed, step.Seen);
        Assert.AreEqual(2, step.Took.TotalSeconds, 0.2);
    }

    [TestMethod]
    public async Task All_signals_must_be_at_every_master()
    {
        _bench.Rtu.Delivers = s => [("m1", s), ("m2", s)];
        var step = await _bench.LastAsync("send 100 signals from rtu A\nexpect all signals of rtu A at every master within 60 s");
        Assert.IsTrue(step.Passed, step.Seen);
        Assert.Contains("100 signals sent", step.Seen);
        Assert.Contains("m2: 100 received, 0 lost, 0 duplicates, order kept", step.Seen);
    }

    [TestMethod]
    public async Task A_lost_signal_is_counted()
    {
        _bench.Rtu.Delivers = s => s.Number == 51 ? [("m1", s)] : [("m1", s), ("m2", s)];
        var step = await _bench.LastAsync("send 100 signals from rtu A\nexpect all signals of rtu A at every master within 60 s");
        Assert.IsFalse(step.Passed);
        Assert.EndsWith("m2: 99 received, 1 lost, 0 duplicates, order kept", step.Seen);
        Assert.AreEqual(60, step.Took.TotalSeconds, 0.5);
    }

    [TestMethod]
    public async Task A_row_that_was_held_back_is_not_missed()
    {
        _bench.Rtu.Delivers = s => [("m1", s)];
        _ = _bench.At(1, () => _bench.Recorder.Seen(
            FakeRtu.Signal("A", SignalDirection.NotSent, TypeIdentification.M_SP_TB_1, new(1001), 1, Cause.Spontaneous, _bench.Clock.GetLocalNow().DateTime)));
        var step = await _bench.LastAsync("send 10 signals from A\nwait 2 s\nexpect all signals of A at m1 within 5 s");
        Assert.IsTrue(step.Passed, step.Seen);
    }

    [TestMethod]
    [DataRow("", true)]
    [DataRow(" no duplicates", false)]
    public async Task Duplicates_are_counted_and_a_fault_where_it_is_said(string more, bool passes)
    {
        _bench.Rtu.Delivers = s => s.Number == 51 ? [("m1", s), ("m1", s)] : [("m1", s)];
        var step = await _bench.LastAsync($"send 100 signals from rtu A\nexpect all signals of rtu A at m1 within 5 s{more}");
        Assert.AreEqual(passes, step.Passed, step.Seen);
        Assert.Contains("1 duplicate", step.Seen);
    }

    [TestMethod]
    public async Task A_duplicate_that_comes_a_moment_later_is_one_too()
    {
        Signal? last = null;
        _bench.Rtu.Delivers = s => [("m1", last = s)];
        _ = _bench.At(0.5, () => _bench.Recorder.Seen(last! with { Station = "m1", Direction = SignalDirection.Received }));
        var step = await _bench.LastAsync("send 10 signals from rtu A\nexpect all signals of rtu A at m1 within 5 s no duplicates");
        Assert.IsFalse(step.Passed, step.Seen);
        Assert.Contains("1 duplicate", step.Seen);
    }

    [TestMethod]
    public async Task What_a_scenario_could_not_keep_fails_what_is_expected_after_it()
    {
        var bench = new ScenarioBench(most: 15);
        var result = await bench.RunAsync("send 20 signals from A\nexpect no ioa 9 at m1 for 1 s");
        Assert.IsTrue(result.Steps[0].Passed);
        Assert.IsFalse(result.Steps[1].Passed);
        Assert.Contains("5 signals were not kept", result.Steps[1].Seen);
    }

    [TestMethod]
    public async Task A_mark_makes_room_again()
    {
        var bench = new ScenarioBench(most: 25);
        bench.Rtu.Delivers = s => [("m1", s)];
        var result = await bench.RunAsync(string.Concat(Enumerable.Repeat("send 10 signals from A\nexpect all signals of A at m1\nmark\n", 5)));
        Assert.IsTrue(result.Passed, string.Join('\n', result.Steps.Select(s => s.Seen)));
        Assert.AreEqual(100, result.Signals);
    }

    [TestMethod]
    [DataRow("", false)]
    [DataRow(" any order", true)]
    public async Task Order_is_kept_unless_any_is_allowed(string more, bool passes)
    {
        var held = new List<Signal>();
        _bench.Rtu.Delivers = s =>
        {
            held.Add(s);
            return held.Count < 100 ? [] : held.OrderByDescending(h => h.Number).Select(h => ("m1", h));
        };
        var step = await _bench.LastAsync($"send 100 signals from rtu A\nexpect all signals of rtu A at m1 within 5 s{more}");
        Assert.AreEqual(passes, step.Passed, step.Seen);
    }

    [TestMethod]
    public async Task Behind_a_mark_only_what_is_sent_later_counts()
    {
        var result = await _bench.RunAsync("send 10 signals from A\nmark\nexpect all signals of A at m1 within 1 s");
        Assert.IsFalse(result.Steps[^1].Passed);
        Assert.StartsWith("0 signals sent", result.Steps[^1].Seen);
    }

    [TestMethod]
    public async Task A_rate_spreads_the_signals_over_time()
    {
        var step = await _bench.LastAsync("send 50 signals from A at 10 per second");
        Assert.AreEqual(4.9, step.Took.TotalSeconds, 0.3);
        Assert.HasCount(50, _bench.Rtu.Told);
        Assert.AreNotEqual(_bench.Rtu.Told[0], _bench.Rtu.Told[2], "each signal is a change");
    }

    [TestMethod]
    public async Task In_background_the_next_step_begins_at_once_and_all_signals_wait_for_the_end()
    {
        _bench.Rtu.Delivers = s => [("m1", s)];
        var result = await _bench.RunAsync("send 50 signals from A at 10 per second in background\ninterrogate from m1\nexpect all signals of A at m1 within 20 s");
        Assert.IsTrue(result.Passed, result.Steps[^1].Seen);
        Assert.AreEqual(0, result.Steps[1].Started.TotalSeconds, 0.1);
        Assert.Contains("50 signals sent", result.Steps[^1].Seen);
    }

    [TestMethod]
    public async Task In_background_nothing_to_send_is_told_at_once()
    {
        var step = await _bench.LastAsync("send index 99 in background");
        Assert.AreEqual((false, "no row of A with index 99"), (step.Passed, step.Seen));
        Assert.IsTrue((await _bench.LastAsync("send index 1 in background")).Passed);
        _bench.Rtu.Rows = [];
        step = await _bench.LastAsync("send 5 signals in background");
        Assert.IsFalse(step.Passed);
        Assert.StartsWith("RTU A has no points to send", step.Seen);
    }

    [TestMethod]
    public async Task A_defect_in_a_step_costs_that_step_and_not_the_report()
    {
        _bench.Rtu.OnIndex = (_, _, _) => throw new InvalidOperationException("broken");
        var result = await _bench.RunAsync("send index 7\nwait 1 s");
        CollectionAssert.AreEqual(new[] { false, true }, result.Steps.Select(s => s.Passed).ToArray());
        Assert.AreEqual("defect: broken", result.Steps[0].Seen);
    }

    [TestMethod]
    [DataRow(RequestOutcome.Positive, "", true)]
    [DataRow(RequestOutcome.Negative, "", false)]
    [DataRow(RequestOutcome.Negative, "expect negative", true)]
    [DataRow(RequestOutcome.Unknown, "expect unknown", true)]
    [DataRow(RequestOutcome.Positive, "expect silence", false)]
    public async Task A_commands_answer_must_be_the_one_expected(RequestOutcome answer, string expected, bool passes)
    {
        _bench.Masters[0].Answer = Task.FromResult(answer);
        var step = await _bench.LastAsync($"command C_SC_NA_1 ioa 21001 = ON from m1 {expected} within 5 s");
        Assert.AreEqual(passes, step.Passed, step.Seen);
        CollectionAssert.AreEqual(new[] { "C_SC_NA_1 IOA 21001 = ON" }, _bench.Masters[0].Told);
    }

    [TestMethod]
    public async Task A_select_alone_and_its_cancel_reach_the_master()
    {
        var result = await _bench.RunAsync("select C_SC_NA_1 ioa 5 = ON from m1\ncancel C_SC_NA_1 ioa 5 = ON from m1");
        Assert.IsTrue(result.Passed);
        CollectionAssert.AreEqual(new[] { "C_SC_NA_1 IOA 5 = ON (select)", "C_SC_NA_1 IOA 5 = ON (deactivation)" }, _bench.Masters[0].Told);
    }

    [TestMethod]
    [DataRow("", false)]
    [DataRow("expect silence", true)]
    public async Task Silence_lasts_as_long_as_the_step_says(string expected, bool passes)
    {
        _bench.Masters[0].Answer = new TaskCompletionSource<RequestOutcome>().Task;
        var step = await _bench.LastAsync($"command 46 ioa 21001 = ON from m1 {expected} within 5 s");
        Assert.AreEqual(passes, step.Passed, step.Seen);
        Assert.AreEqual("m1: no answer", step.Seen);
        Assert.AreEqual(5, step.Took.TotalSeconds, 0.2);
    }

    [TestMethod]
    public async Task A_start_is_tried_until_the_time_is_over()
    {
        _bench.Masters[1].Refusals = 5;
        var step = await _bench.LastAsync("start every master within 10 s");
        Assert.IsTrue(step.Passed, step.Seen);
        Assert.HasCount(6, _bench.Masters[1].Told);
        _bench.Masters[1].Refusals = int.MaxValue;
        step = await _bench.LastAsync("start m2 within 2 s");
        Assert.AreEqual("m2: connection refused", step.Seen);
    }

    [TestMethod]
    public async Task A_step_that_fails_does_not_end_the_scenario()
    {
        var result = await _bench.RunAsync("expect ioa 1 at m1 within 1 s\nsend index 7");
        Assert.IsFalse(result.Passed);
        Assert.AreEqual(1, result.Failed);
        CollectionAssert.Contains(_bench.Rtu.Told, "index 7");
    }

    [TestMethod]
    public async Task Faults_and_links_reach_the_rtu()
    {
        var result = await _bench.RunAsync("fault twice at A\nfault late 2 s at A on\nfault twice off\nmove A at 100 per second\ndrop link of A\nrestart A\ntake A down\nhold m1\nrelease m1");
        Assert.IsTrue(result.Passed);
        Assert.AreEqual(new RtuFaults { AnswerDelay = TimeSpan.FromSeconds(2), RefusesConnections = true }, _bench.Rtu.Faults);
        Assert.AreEqual(100, _bench.Rtu.Process?.EventsPerSecond);
        CollectionAssert.AreEqual(new[] { "drop", "restart", "drop" }, _bench.Rtu.Told);
        CollectionAssert.AreEqual(new[] { "hold", "release" }, _bench.Masters[0].Told);
        Assert.IsTrue((await _bench.RunAsync("no faults at A\nbring A up\nstop moving A")).Passed);
        Assert.AreEqual(RtuFaults.None, _bench.Rtu.Faults);
        Assert.IsNull(_bench.Rtu.Process);
    }

    [TestMethod]
    public async Task Requests_reach_the_master_and_interrogations_count_objects()
    {
        var result = await _bench.RunAsync(
            "interrogate group 3 from m1 objects 12\ncounters freeze from m1\nread ioa 5 from m1\nclock ahead 1 h from m1\ntest from m1\ninterrogate from m1 objects 13");
        CollectionAssert.AreEqual(new[] { "interrogate 7 23", "counters 45", "read 5", "clock 11:00:00", "test", "interrogate 7 20" }, _bench.Masters[0].Told);
        CollectionAssert.AreEqual(new[] { true, true, true, true, true, false }, result.Steps.Select(s => s.Passed).ToArray());
    }

    [TestMethod]
    public async Task Connections_and_round_trips_can_be_expected()
    {
        var m1 = _bench.Masters[0];
        m1.IsConnected = true;
        m1.RoundTrips.Add(TimeSpan.FromMilliseconds(30));
        _ = _bench.At(2, () => m1.IsConnected = false);
        var result = await _bench.RunAsync("expect m1 connected\nexpect m1 disconnected within 5 s\nexpect round trips of m1 p99 below 200 ms\nexpect round trips of m1 median below 20 ms\nexpect m2 started within 1 s");
        CollectionAssert.AreEqual(new[] { true, true, true, false, false }, result.Steps.Select(s => s.Passed).ToArray());
        Assert.AreEqual(new RoundTripSnapshot(1, TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(30)), result.RoundTrips["m1"]);
    }
}
