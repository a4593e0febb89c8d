using System.Net;
using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Delivery;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Groups;

/// <summary>How masters come, start and stop, and what they acknowledge (S4, S6, S9, D1).</summary>
internal sealed partial class Group
{
    private readonly MasterSession?[] _seats = new MasterSession?[MasterId.Seats];
    private readonly List<MasterSession> _masters = [];
    private MasterSet _started;

    // Who has something to write or to look at by the end of the turn.
    private MasterSet _touched;

    /// <summary>
    /// A master has connected (S7..S10, S12): it gets a seat, or is refused. Its port is not begun yet; the caller begins or closes it.
    /// </summary>
    public MasterSession? Admit(IPEndPoint peer, MasterPortConfig portConfig, IMasterPort port)
    {
        MasterSession[] leaving = [];
        var refusal = _closeBy != Instant.Never
            ? "the group stops"
            : RtuState is RtuState.Disconnected or RtuState.Connecting or RtuState.Closed
            ? "the RTU is not connected"
            : Admission.Check(
                _config, portConfig, peer.Address, _rtuAddress, [.. _masters.Where(m => m.PortConfig == portConfig && m.Doom is null)], out leaving);
        refusal ??= FreeSeat() < 0 && leaving.Length == 0 ? "all seats of the group are taken" : null;
        if (refusal is not null)
        {
            Counters.Refused++;
            _refusals.Refused(peer.Address, refusal, Now);
            Wake(_refusals.Deadline);
            return null;
        }

        var seat = MakeRoom(leaving);
        var master = new MasterSession(new MasterId((byte)seat), ++_connections, port, _config.Name, portConfig, peer, new MasterQueue(_store), Now);
        _seats[seat] = master;
        _masters.Add(master);
        Touch(master);
        if (_tap is not null)
        {
            port.Watch(_tap, master);
        }

        _observer.Happened(GroupEventKind.MasterConnected, master.Name, $"Connected to IP: {peer.Address}, Port: {peer.Port}");
        return master;
    }

    /// <summary>STARTDT act has come; its con is on the way.</summary>
    public void Started(MasterSession master)
    {
        Touch(master);
        PushFanOut();
        master.IsStarted = true;
        master.StateSince = Now;
        master.FirstSlot = _ledger.Next;
        master.LastConfirmed = Now;
        _started.Add(master.Id);
        _observer.Happened(GroupEventKind.MasterStarted, master.Name, "startdt act/con done.");
        AdoptOrphans();
        if (!master.HasEndOfInitialization)
        {
            master.HasEndOfInitialization = true;
            var head = new AsduHead(
                TypeIdentification.M_EI_NA_1, new VariableStructureQualifier(1), Cause.Initialized, OriginatorAddress.None, master.PortConfig.CommonAddress);
            master.Queue.PushFront(new ApduRun(_store.Add(head, [0, 0, 0, 0]), CopyKind.Own));
            _observer.Happened(GroupEventKind.EndOfInitializationSent, master.Name, "End of initialization transmitted.");
        }

        _observer.Happened(GroupEventKind.MasterCount, _config.Name, $"No. of connected masters: {_started.Count}");
    }

    /// <summary>STOPDT act has come: nothing new is sent to it; what was sent may still be acknowledged (L7).</summary>
    public void Stopped(MasterSession master)
    {
        Touch(master);
        _observer.Happened(GroupEventKind.MasterStopped, master.Name, "stopdt act received.");
        var isRetiring = master.IsRetiring;
        StopServing(master);
        if (isRetiring)
        {
            Doom(master, "an operator drained it");
        }
    }

    /// <summary>Its connection is over, closed by the caller already.</summary>
    public void Left(MasterSession master, string why)
    {
        if (_seats[master.Id.Value] != master)
        {
            return;
        }

        _observer.Happened(GroupEventKind.MasterLeft, master.Name, $"Disconnected: {why}");
        Remove(master);
    }

    /// <summary>It has acknowledged so many more of its copies.</summary>
    public void Confirmed(MasterSession master, int count)
    {
        Touch(master);
        master.LastConfirmed = Now;
        for (; count > 0 && master.Queue.TryConfirm(count, out var run); count -= run.Count)
        {
            if (run.IsEvents)
            {
                _ledger.Confirm(run.Slot, run.Count, master.Id);
            }
        }
    }

    /// <summary>Something has come from it, be it half an APDU: its link may owe a con, and has another deadline (L1, L2).</summary>
    public void Heard(MasterSession master) => Touch(master);

    /// <summary>Its socket takes octets again.</summary>
    public void Writable(MasterSession master) => Touch(master);

    public void Noted(MasterSession master, string what)
    {
        Touch(master);
        Counters.Noted++;
        _observer.Happened(GroupEventKind.MasterNoted, master.Name, what);
    }

    private void Touch(MasterSession master) => _touched.Add(master.Id);

    private int FreeSeat() => Array.IndexOf(_seats, null, 1);

    // The seat of the newcomer.
    private int MakeRoom(MasterSession[] leaving)
    {
        foreach (var master in leaving)
        {
            Doom(master, "a newer connection takes its place");
        }

        if (FreeSeat() < 0)
        {
            // The seat of one who leaves is needed now.
            _ = CloseDoomed();
        }

        return FreeSeat();
    }
}
