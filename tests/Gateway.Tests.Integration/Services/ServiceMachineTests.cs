using Gateway.Host.Services.Windows;

namespace Gateway.Tests.Integration.Services;

/// <summary>What the service manager of Windows hears of the gateway, and what its controls do (H1, H3).</summary>
[TestClass]
public sealed class ServiceMachineTests
{
    private readonly List<ServiceReport> _reports = [];
    private readonly ServiceMachine _machine;
    private int _stops;
    private int _reloads;

    public ServiceMachineTests() => _machine = new ServiceMachine(_reports.Add);

    [TestMethod, TestProperty("Rule", "H1"), TestProperty("Rule", "H3")]
    public void It_is_start_pending_running_stop_pending_and_stopped()
    {
        Run();
        Assert.AreEqual(ServiceMachine.NoError, _machine.Control(ServiceControl.Stop));
        _machine.Stopping();
        _machine.End(0);
        Assert.AreEqual("StartPending 1, Running 0 accepts, StopPending 1, StopPending 2, Stopped 0", Said());
        Assert.AreEqual(1, _stops);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void It_runs_only_when_the_gateway_is_ready()
    {
        _machine.Begin();
        _machine.Attach(() => _stops++, () => _reloads++);
        Assert.AreEqual("StartPending 1", Said());
        _machine.Ready("1 groups");
        Assert.AreEqual("StartPending 1, Running 0 accepts", Said());
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public void A_gateway_that_cannot_run_stops_with_its_exit_code()
    {
        _machine.Begin();
        _machine.End(3);
        Assert.AreEqual("StartPending 1, Stopped 0 code 3", Said());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void A_shutdown_of_the_machine_stops_it()
    {
        Run();
        Assert.AreEqual(ServiceMachine.NoError, _machine.Control(ServiceControl.Shutdown));
        Assert.AreEqual(1, _stops);
        Assert.EndsWith("StopPending 1", Said());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void A_stop_that_comes_before_the_gateway_listens_for_it_is_kept()
    {
        _machine.Begin();
        _ = _machine.Control(ServiceControl.Stop);
        _machine.Attach(() => _stops++, () => _reloads++);
        Assert.AreEqual(1, _stops);

        // It was ready already when it saw that it should stop.
        _machine.Ready("1 groups");
        _machine.End(0);
        Assert.AreEqual("StartPending 1, StopPending 1, Stopped 0", Said());
    }

    [TestMethod, TestProperty("Rule", "C6"), TestProperty("Rule", "H1")]
    public void Paramchange_reloads_and_the_service_runs_on()
    {
        Run();
        Assert.AreEqual(ServiceMachine.NoError, _machine.Control(ServiceControl.ParamChange));
        _machine.Reloading();
        _machine.Ready("2 groups");
        Assert.AreEqual(1, _reloads);
        Assert.AreEqual("StartPending 1, Running 0 accepts", Said());
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Interrogate_is_answered_and_what_is_not_known_is_refused()
    {
        Run();
        Assert.AreEqual(ServiceMachine.NoError, _machine.Control(ServiceControl.Interrogate));
        Assert.AreEqual(ServiceMachine.NotImplemented, _machine.Control((ServiceControl)2));
        Assert.AreEqual(ServiceMachine.NotImplemented, _machine.Control((ServiceControl)200));
        Assert.AreEqual(0, _stops);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public void Nothing_is_told_after_stopped()
    {
        Run();
        _machine.End(1);
        _machine.Stopping();
        _ = _machine.Control(ServiceControl.Stop);
        _machine.End(0);
        Assert.EndsWith("Stopped 0 code 1", Said());
    }

    private void Run()
    {
        _machine.Begin();
        _machine.Attach(() => _stops++, () => _reloads++);
        _machine.Ready("1 groups");
    }

    private string Said() =>
        string.Join(", ", _reports.Select(r => $"{r.State} {r.Checkpoint}{(r.Accepts ? " accepts" : "")}{(r.ExitCode == 0 ? "" : $" code {r.ExitCode}")}"));
}
