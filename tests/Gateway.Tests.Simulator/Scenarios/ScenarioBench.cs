using Gateway.Iec104.Asdus;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Scenarios;

namespace Gateway.Tests.Simulator.Scenarios;

/// <summary>Runs steps with an RTU A and masters m1 and m2 that have no sockets, on one thread; time passes only when there is nothing left to do.</summary>
internal sealed class ScenarioBench
{
    private const string Head = "rtu A ca 7 on 127.0.1.1:2404\nmaster m1 to 127.0.0.1:2404\nmaster m2 to 127.0.0.1:2404\n";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly List<(TimeSpan At, Action Does)> _script = [];

    public ScenarioBench(int most = SignalRecorder.Most)
    {
        Recorder = new SignalRecorder(most);
        Rtu = new FakeRtu("A", Recorder, Clock);
        Masters = [new FakeMaster("m1"), new FakeMaster("m2")];
    }

    public HandClock Clock { get; } = new();

    public SignalRecorder Recorder { get; }

    public FakeRtu Rtu { get; }

    public FakeMaster[] Masters { get; }

    /// <summary>Does something when so much time has passed.</summary>
    public ScenarioBench At(double seconds, Action does)
    {
        _script.Add((TimeSpan.FromSeconds(seconds), does));
        return this;
    }

    public ScenarioBench MasterReceives(double seconds, string master, uint point, double value, Cause cause = Cause.Spontaneous) => At(seconds, () =>
        Recorder.Seen(FakeRtu.Signal(master, SignalDirection.Received, TypeIdentification.M_SP_TB_1, new(point), value, cause, Clock.GetLocalNow().DateTime)));

    public async Task<ScenarioResult> RunAsync(string steps)
    {
        var content = ScenarioFile.Parse("test.scenario", (Head + steps).Split('\n'));
        Assert.IsNotNull(content.Scenario, string.Join('\n', content.Faults));
        using var pump = new Pump();
        var run = pump.Start(() => new ScenarioRunner(Clock).RunAsync(content.Scenario, Recorder, [Rtu], Masters, CancellationToken.None));
        var passed = TimeSpan.Zero;
        for (pump.RunAll(); !run.IsCompleted; pump.RunAll())
        {
            if (Clock.Waiting == 0)
            {
                pump.Wait();
                continue;
            }

            foreach (var (_, does) in _script.Where(s => s.At >= passed && s.At < passed + Tick).ToArray())
            {
                does();
                pump.RunAll();
            }

            passed += Tick;
            Clock.Advance(Tick);
        }

        return await run;
    }

    /// <summary>Runs one step, behind others that pass.</summary>
    public async Task<StepResult> LastAsync(string steps) => (await RunAsync(steps)).Steps[^1];
}
