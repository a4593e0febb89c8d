using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Core.Observation;
using Gateway.Iec104;

namespace Gateway.Core.Groups;

/// <summary>The RTU link's life (S2, S4, S5, D4).</summary>
internal sealed partial class Group : IRtuLinkEvents
{
    // D4: how long masters that are connected but stopped stay while the RTU link is opened anew.
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(3);

    // H3: a clean stop is over by then.
    private static readonly TimeSpan LongestClosing = TimeSpan.FromSeconds(2);

    // An RTU that is away for weeks must not fill the log: after the first rounds only now and then.
    private const int ToldFailures = 3;
    private const int FailuresPerLine = 360;

    private Instant _connectAt;
    private Instant _keepUntil = Instant.Never;
    private Instant _closeBy = Instant.Never;
    private uint _firstSlot;
    private int _failures;
    private IPAddress? _rtuAddress;
    private string _rtuName = "";

    /// <summary>The RTU's address while it is connected.</summary>
    public IPAddress? RtuAddress => _rtuAddress;

    /// <summary>Clean stop (H3): no new masters; STOPDT act if nothing else is open; then everything is closed, within 3 s.</summary>
    public void Stop()
    {
        if (RtuState == RtuState.Closed || _closeBy != Instant.Never)
        {
            return;
        }

        _observer.Happened(GroupEventKind.Stopping, "", "Stopping ..");
        _ports.Close();
        _closeBy = Now + LongestClosing;
        _lookAtAll = true;
    }

    void IRtuLinkEvents.Connected(RtuEndpoint host)
    {
        _search.Succeeded();
        _failures = 0;
        _keepUntil = Instant.Never;
        _rtuAddress = host.Address;
        _firstSlot = _ledger.Next;
        RtuState = RtuState.Connected;
        _observer.Happened(GroupEventKind.RtuConnected, _rtuName, $"connected to IP: {host.Address}, Port: {host.Port}");
        if (_closeBy == Instant.Never)
        {
            _ports.Open();
        }
    }

    void IRtuLinkEvents.Started()
    {
        RtuState = RtuState.Started;
        _observer.Happened(GroupEventKind.RtuStarted, _rtuName, "startdt con received.");
    }

    void IRtuLinkEvents.Stopped()
    {
        RtuState = RtuState.Connected;
        _observer.Happened(GroupEventKind.RtuStopped, _rtuName, "stopdt con received.");
    }

    void IRtuLinkEvents.Confirmed(int count)
    {
        // What was sent is the RTU's now; replies, not acknowledgements, end a request.
    }

    void IRtuLinkEvents.Writable()
    {
        // The turn's end sends what waits.
    }

    void IRtuLinkEvents.Noted(string what)
    {
        Counters.Noted++;
        _observer.Happened(GroupEventKind.RtuNoted, _rtuName, what);
    }

    void IRtuLinkEvents.Lost(string why)
    {
        if (RtuState == RtuState.Closed)
        {
            return;
        }

        var wasUp = RtuState is not (RtuState.Connecting or RtuState.Disconnected);
        _connectAt = wasUp ? _search.Lost(Now) : _search.Failed(Now);
        if (wasUp)
        {
            _observer.Happened(GroupEventKind.RtuLost, _rtuName, $"Disconnected: {why}");
            DisconnectAll("the RTU link is lost", drain: true);
        }
        else if (++_failures <= ToldFailures * _config.Hosts.Length || _failures % FailuresPerLine == 0)
        {
            _observer.Happened(GroupEventKind.RtuNotReached, _rtuName, $"not connected: {why}{(_failures >= FailuresPerLine ? $" ({_failures} times)" : "")}");
        }

        LoseRtu();
    }

    private void Connect()
    {
        var host = _search.Current;
        _rtuName = $"{_config.Name}: {host}";
        if (_failures < ToldFailures * _config.Hosts.Length)
        {
            _observer.Happened(GroupEventKind.RtuConnecting, _rtuName, $"trying to connect to {host}.");
        }

        RtuState = RtuState.Connecting;
        _rtu.Connect(host);
    }

    // What belongs to the connection goes with it; the RTU keeps what was not acknowledged.
    private void LoseRtu()
    {
        _ports.Close();
        _book.Clear();
        _ledger.Reset();
        while (_heldReplies.Count > 0)
        {
            _ = _heldReplies.PopFront();
        }

        _standstill.Reset();
        _standstills = 0;
        _rtuAddress = null;
        _holdsUntil = Instant.Never;
        RtuState = RtuState.Disconnected;
        _lookAtAll = true;
        if (_closeBy != Instant.Never)
        {
            _closeBy = Now;
        }
    }

    // S5: started as long as somebody is started. D4: stopped only when all that was received is acknowledged.
    private void UpdateRtu()
    {
        SettleReplies();
        if (_closeBy != Instant.Never)
        {
            UpdateClosing();
        }
        else if (RtuState == RtuState.Connected && !_started.IsEmpty)
        {
            _rtu.Start();
            RtuState = RtuState.Starting;
            _observer.Happened(GroupEventKind.RtuStartDtSent, _rtuName, "startdt transmitted.");
        }
        else if (_started.IsEmpty && _retiring.IsEmpty && RtuState == RtuState.Started && _ledger.Count == 0)
        {
            SendStop("All masters down, stopdt act transmitted.");
        }
        else if (_started.IsEmpty && RtuState is RtuState.Connected or RtuState.Starting or RtuState.Started or RtuState.Stopping && _ledger.Due <= Now)
        {
            Reopen();
        }
    }

    private void SendStop(string what)
    {
        ReleaseToRtu();
        _rtu.Stop();
        RtuState = RtuState.Stopping;
        _observer.Happened(GroupEventKind.RtuStopDtSent, _rtuName, what);
    }

    // D4: nobody has confirmed it; only a new connection makes the RTU keep it and send it again.
    private void Reopen()
    {
        _observer.Happened(
            GroupEventKind.RtuReopened,
            _rtuName,
            $"nobody has acknowledged {_ledger.Count} APDUs: the connection is closed and opened anew, so that the RTU keeps them");
        Counters.Reopened++;
        _rtu.Close();
        LoseRtu();
        _connectAt = Now;
        _keepUntil = _masters.Count > 0 ? Now + Keep : Instant.Never;
    }

    private void UpdateClosing()
    {
        if (RtuState == RtuState.Started && _ledger.Count == 0)
        {
            SendStop("stopdt act transmitted.");
        }

        if (Now < _closeBy && RtuState is RtuState.Starting or RtuState.Started or RtuState.Stopping)
        {
            return;
        }

        DisconnectAll("the gateway stops", drain: false);
        CloseDoomed();
        _rtu.Close();
        _closeBy = Instant.Never;
        LoseRtu();
        RtuState = RtuState.Closed;
        _connectAt = Instant.Never;
        _refusals.Flush();
        _observer.Happened(GroupEventKind.Stopped, "", "Stopped.");
    }
}
