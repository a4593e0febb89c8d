using System.Runtime.CompilerServices;
using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Links;

/// <summary>What comes from the peer: APDUs, one event a call (60870-5-104, 5).</summary>
public sealed partial class Link
{
    /// <summary>
    /// Takes whole APDUs from the front of <paramref name="octets"/> up to the first that is an event; one event a call. False: what is left
    /// is a partial APDU, or nothing. The caller keeps it and puts what comes behind it. After a fault everything is taken and nothing told.
    /// </summary>
    public bool TryRead(ref ReadOnlySpan<byte> octets, Instant now, out LinkEvent e)
    {
        while (!IsOver && octets.Length > 0)
        {
            if (octets[0] != Apci.StartOctet)
            {
                return Fault(new LinkFault(LinkFaultKind.BadStartOctet, Apci.StartOctet, octets[0], octets), out e);
            }

            if (octets.Length >= 2 && octets[1] is < Apci.MinLength or > Apci.MaxLength)
            {
                return Fault(new LinkFault(LinkFaultKind.BadLength, 0, octets[1], octets), out e);
            }

            if (octets.Length < 2 || octets.Length < octets[1] + 2)
            {
                break;
            }

            var apdu = octets[..(octets[1] + 2)];
            octets = octets[apdu.Length..];
            _incompleteSince = Instant.Never;
            _probe.Heard(now);
            var isEvent = (apdu[2] & 1) == 0 ? ReadI(apdu, now, out e)
                : (apdu[2] & 2) == 0 ? ReadS(apdu, out e)
                : ReadU(apdu, now, out e);
            if (isEvent)
            {
                return true;
            }
        }

        if (IsOver)
        {
            octets = default;
        }

        if (octets.Length == 0)
        {
            _incompleteSince = Instant.Never;
        }
        else if (_incompleteSince == Instant.Never)
        {
            _incompleteSince = now;
        }

        e = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ReadI(ReadOnlySpan<byte> apdu, Instant now, out LinkEvent e)
    {
        var sendNumber = (apdu[2] >> 1) | (apdu[3] << 7);
        var receiveNumber = (apdu[4] >> 1) | (apdu[5] << 7);
        if (State is LinkState.Stopped or LinkState.Starting || (State == LinkState.Stopping && _role == StationRole.Controlled))
        {
            return Fault(new LinkFault(LinkFaultKind.NotStarted, octets: apdu), out e);
        }

        if (apdu.Length < Apci.Octets + AsduView.MinOctets)
        {
            return Fault(new LinkFault(LinkFaultKind.ShortAsdu, AsduView.MinOctets, apdu.Length - Apci.Octets, apdu), out e);
        }

        if (!_receive.TryAccept(sendNumber, now))
        {
            return Fault(new LinkFault(LinkFaultKind.BadSendNumber, (int)(_receive.Received & Apci.SequenceMask), sendNumber, apdu), out e);
        }

        if (!_send.TryConfirm(receiveNumber, out var confirmed))
        {
            return Fault(new LinkFault(LinkFaultKind.BadReceiveNumber, (int)(_send.Sent & Apci.SequenceMask), receiveNumber, apdu), out e);
        }

        if (_receive.IsFull)
        {
            return Fault(new LinkFault(LinkFaultKind.WindowExceeded, octets: apdu), out e);
        }

        e = new LinkEvent(new AsduView(apdu[Apci.Octets..]), confirmed);
        return true;
    }

    private bool ReadS(ReadOnlySpan<byte> apdu, out LinkEvent e)
    {
        if (apdu.Length != Apci.Octets || apdu[2] != 1 || apdu[3] != 0 || (apdu[4] & 1) != 0)
        {
            return Fault(new LinkFault(LinkFaultKind.BadControlField, octets: apdu), out e);
        }

        if (!MayAcknowledge)
        {
            return Fault(new LinkFault(LinkFaultKind.NotStarted, octets: apdu), out e);
        }

        var receiveNumber = (apdu[4] >> 1) | (apdu[5] << 7);
        if (!_send.TryConfirm(receiveNumber, out var confirmed))
        {
            return Fault(new LinkFault(LinkFaultKind.BadReceiveNumber, (int)(_send.Sent & Apci.SequenceMask), receiveNumber, apdu), out e);
        }

        e = LinkEvent.OfConfirmed(confirmed);
        return confirmed > 0;
    }

    private bool ReadU(ReadOnlySpan<byte> apdu, Instant now, out LinkEvent e)
    {
        if (apdu.Length != Apci.Octets || (apdu[3] | apdu[4] | apdu[5]) != 0)
        {
            return Fault(new LinkFault(LinkFaultKind.BadControlField, octets: apdu), out e);
        }

        switch (apdu[2])
        {
            case UFunction.TestFrAct:
                _testConsDue = Math.Min(_testConsDue + 1, MaxTestConfirmations);
                e = default;
                return false;

            case UFunction.TestFrCon:
                return _probe.TryConfirm() ? Nothing(out e) : Noted(LinkNote.UnaskedConfirmation, out e);

            case UFunction.StartDtAct or UFunction.StopDtAct when _role == StationRole.Controlling:
                return Noted(LinkNote.ActivationByControlled, out e);

            case UFunction.StartDtAct:
                return StartAsked(out e);

            case UFunction.StopDtAct:
                return StopAsked(now, out e);

            case UFunction.StartDtCon when _role == StationRole.Controlling && State == LinkState.Starting && !_startActDue:
                State = LinkState.Started;
                _procedureSince = Instant.Never;
                e = LinkEvent.OfStarted();
                return true;

            case UFunction.StopDtCon when _role == StationRole.Controlling && State == LinkState.Stopping && !_stopActDue:
                State = LinkState.Stopped;
                _procedureSince = Instant.Never;
                e = LinkEvent.OfStopped();
                return true;

            case UFunction.StartDtCon or UFunction.StopDtCon:
                return Noted(LinkNote.UnaskedConfirmation, out e);

            default:
                return Fault(new LinkFault(LinkFaultKind.UnknownFunction, 0, apdu[2], apdu), out e);
        }
    }

    private bool StartAsked(out LinkEvent e)
    {
        if (State == LinkState.Stopping)
        {
            return Noted(LinkNote.StartWhileStopping, out e);
        }

        _startConDue = true;
        if (State == LinkState.Started)
        {
            return Nothing(out e);
        }

        State = LinkState.Started;
        e = LinkEvent.OfStarted();
        return true;
    }

    private bool StopAsked(Instant now, out LinkEvent e)
    {
        // Asked again while the con waits: the one con answers both. Asked when stopped: confirmed at once.
        _stopConDue = true;
        if (State != LinkState.Started)
        {
            return Nothing(out e);
        }

        State = LinkState.Stopping;
        _procedureSince = now;
        _receive.Held = false;
        e = LinkEvent.OfStopped();
        return true;
    }

    private bool Fault(LinkFault fault, out LinkEvent e)
    {
        Ended = fault;
        e = LinkEvent.OfFault();
        return true;
    }

    private static bool Noted(LinkNote note, out LinkEvent e)
    {
        e = new LinkEvent(note);
        return true;
    }

    private static bool Nothing(out LinkEvent e)
    {
        e = default;
        return false;
    }
}
