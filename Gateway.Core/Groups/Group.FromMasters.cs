using Gateway.Abstractions;
using Gateway.Abstractions.Routing;
using Gateway.Core.Delivery;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Core.Requests;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Groups;

/// <summary>The way of an ASDU from a master to the RTU, and what the book of requests wants done (R2, R11, O4).</summary>
internal sealed partial class Group : IRequestDesk
{
    private long _commands;

    /// <summary>An ASDU of a master.</summary>
    public void Received(MasterSession from, in AsduView asdu)
    {
        Touch(from);
        var command = RequestKinds.IsAudited(asdu) ? Asked(from, asdu, _chain.ToRtu(from.Id, asdu.CommonAddress)) : null;
        Counters.FromMasters++;
        from.Asked++;
        if (from.Doom is not null || from.IsDraining)
        {
            // Counted and shown, but no line: its log says already that it is closed, and why.
            var why = from.IsDraining ? DropReason.NoRtu : DropReason.AskerGone;
            Counters.CountDropped(why);
            Dropped(AsduDirection.Control, from.Id, asdu.Head, asdu.Objects, why);
            Ended(command, CommandResult.Dropped, why);
            return;
        }

        if (from.IsRetiring)
        {
            RefuseRetiring(from, asdu, command);
            return;
        }

        if (!TypeTable.Fits(asdu))
        {
            Dropped(from, asdu.Head, asdu.Objects, DropReason.DoesNotFit, command);
            Doom(from, $"its type {(byte)asdu.Type} ASDU has a length that does not fit its VSQ: {Convert.ToHexString(asdu.Octets)}");
            return;
        }

        var route = new MasterRoute(from.Id);
        _chain.FromMaster(asdu, ref route);
        if (route.Drop == DropReason.NotAControlType || (route.Drop != DropReason.None && !RequestKinds.OpensRequest(asdu)))
        {
            Dropped(from, asdu.Head, asdu.Objects, route.Drop, command);
            return;
        }

        if (route.Drop != DropReason.None)
        {
            // Who asked must not wait for an answer that never comes.
            _book.Refuse(from, asdu.Head with { CommonAddress = _chain.ToRtu(from.Id, asdu.CommonAddress) }, asdu.Objects, route.Drop, command);
            return;
        }

        if (RequestKinds.IsCommand(asdu))
        {
            _traffic.Commanded(from.Name, asdu);
        }

        _book.Ask(from, asdu, command?.RtuAddress ?? _chain.ToRtu(from.Id, asdu.CommonAddress), Now, command);
    }

    // As a request that waits too long: it is answered, and goes nowhere.
    private void RefuseRetiring(MasterSession from, in AsduView asdu, AskedCommand? command)
    {
        if (TypeTable.Fits(asdu) && RequestKinds.OpensRequest(asdu))
        {
            _book.Refuse(from, asdu.Head with { CommonAddress = _chain.ToRtu(from.Id, asdu.CommonAddress) }, asdu.Objects, DropReason.Draining, command);
        }
        else
        {
            Dropped(from, asdu.Head, asdu.Objects, DropReason.Draining, command);
        }
    }

    bool IRequestDesk.TrySend(in AsduHead head, ReadOnlySpan<byte> objects)
    {
        if (RtuState != RtuState.Started || !_rtu.TrySend(head, objects))
        {
            return false;
        }

        Counters.ToRtu++;
        return true;
    }

    void IRequestDesk.Answer(MasterSession master, in AsduHead head, ReadOnlySpan<byte> objects)
    {
        if (master.IsStarted)
        {
            PushFanOut();
            var own = head with { CommonAddress = _chain.ToMaster(master.Id, head.CommonAddress) };
            Enqueue(master, new ApduRun(_store.Add(own, objects), CopyKind.Own));
        }
    }

    void IRequestDesk.Refused(MasterSession? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
        Counters.CountDropped(why);
        Dropped(AsduDirection.Control, master?.Id, head, objects, why);
        _observer.Happened(
            GroupEventKind.RequestRefused, master?.Name ?? "", $"type {(byte)head.Type} CA {head.CommonAddress} IOA {InformationObjectAddress.Read(objects)} not sent: {DropReasons.Words(why)}");
    }

    AskedCommand IRequestDesk.Asked(MasterSession master, in AsduHead head, ReadOnlySpan<byte> objects)
    {
        Span<byte> octets = stackalloc byte[AsduView.MaxOctets];
        head.Write(octets);
        objects.CopyTo(octets[AsduHead.Octets..]);
        return Asked(master, new AsduView(octets[..(AsduHead.Octets + objects.Length)]), head.CommonAddress, byGateway: true);
    }

    void IRequestDesk.Ended(AskedCommand command, CommandResult result, DropReason why, CauseOfTransmission? answer, bool hasLeft) =>
        _traffic.Ended(command, new CommandEnd(result, why, answer, hasLeft, Now - command.At));

    void IRequestDesk.Note(string what) => _observer.Happened(GroupEventKind.RequestNoted, _rtuName, what);

    private AskedCommand Asked(MasterSession master, in AsduView asdu, CommonAddress rtuAddress, bool byGateway = false)
    {
        var command = new AskedCommand(++_commands, master.Id, master.PortConfig.Name, master.Peer, asdu, rtuAddress, byGateway, Now);
        _traffic.Asked(command);
        return command;
    }

    private void Ended(AskedCommand? command, CommandResult result, DropReason why)
    {
        if (command is not null)
        {
            _traffic.Ended(command, new CommandEnd(result, why, Answer: null, HasLeft: false, Now - command.At));
        }
    }

    private void Dropped(MasterSession from, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why, AskedCommand? command)
    {
        Counters.CountDropped(why);
        Dropped(AsduDirection.Control, from.Id, head, objects, why);
        _observer.Happened(GroupEventKind.AsduDropped, from.Name, $"type {(byte)head.Type} COT {head.Cot} not sent to the RTU: {DropReasons.Words(why)}");
        Ended(command, CommandResult.Dropped, why);
    }
}
