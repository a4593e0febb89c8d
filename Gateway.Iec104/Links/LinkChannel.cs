using System.Buffers;
using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Links;

/// <summary>
/// A <see cref="Link"/> between two streams of octets: keeps what is partial on either side, gathers all that is ready into one write.
/// Buffers are pooled and held only while something is in them. Not thread-safe; does no waiting: while the wire has a rest, nothing is put.
/// </summary>
public sealed class LinkChannel(Link link, IOctetSink wire, ILinkSink sink)
{
    private const int OutputOctets = 32 * 1024;

    // What must stay free for an I APDU and an S APDU behind it.
    private const int Reserve = Apci.MaxApduOctets + Apci.Octets;

    // A partial APDU, until the rest of it comes.
    private byte[]? _carry;
    private int _carried;

    // What this turn has to send.
    private byte[]? _output;
    private int _filled;

    // Something was sent that the wire may have a rest of.
    private bool _mayHaveRest;
    private bool _closed;
    private bool _reading;

    public Link Link => link;

    /// <summary>How many ASDUs <see cref="Put"/> takes now.</summary>
    public int Room => _closed || HasRest ? 0 : link.Room;

    /// <summary>Nothing is left of what was put.</summary>
    public bool IsDrained => _output is null && !HasRest;

    /// <summary>An APDU has come in part: what comes next goes on within it.</summary>
    public bool HasPartial => _carried > 0;

    // The wire is asked until it has none, and then not before something is sent again.
    private bool HasRest => _mayHaveRest && (_mayHaveRest = wire.HasRest);

    /// <summary>Octets of the wire, cut in any way. Their events are told before it returns; after a fault nothing more is.</summary>
    public void Receive(ReadOnlySpan<byte> octets, Instant now)
    {
        _reading = true;
        while (_carried > 0 && octets.Length > 0)
        {
            // Octet 1 of an APDU says how long it is.
            var whole = _carried < 2 ? 2 : _carry![1] + 2;
            var taken = Math.Min(whole - _carried, octets.Length);
            octets[..taken].CopyTo(_carry.AsSpan(_carried));
            _carried += taken;
            octets = octets[taken..];
            ReadOnlySpan<byte> apdu = _carry.AsSpan(0, _carried);
            Drain(ref apdu, now);
            if (apdu.Length == 0 || _closed)
            {
                _carried = 0;
            }
        }

        Drain(ref octets, now);
        if (octets.Length > 0 && !_closed)
        {
            _carry ??= ArrayPool<byte>.Shared.Rent(Apci.MaxApduOctets);
            octets.CopyTo(_carry);
            _carried = octets.Length;
        }

        _reading = false;
        if (_carried == 0)
        {
            DropCarry();
        }
    }

    /// <summary>Adds an I APDU to this turn's write.</summary>
    /// <exception cref="InvalidOperationException">There is no <see cref="Room"/>.</exception>
    public void Put(in AsduHead head, ReadOnlySpan<byte> objects, Instant now)
    {
        Prepare(now);
        var length = Apci.Octets + AsduHead.Octets + objects.Length;
        var apdu = _output.AsSpan(_filled, length);
        link.Stamp(apdu, now);
        head.Write(apdu[Apci.Octets..]);
        objects.CopyTo(apdu[(Apci.Octets + AsduHead.Octets)..]);
        _filled += length;
        if (_filled > OutputOctets - Reserve)
        {
            Send();
        }
    }

    /// <summary>
    /// Adds I APDUs that stand behind one another, all but their octets 2..5, to this turn's write: as many as there is <see cref="Room"/> for.
    /// </summary>
    /// <param name="apdus">What was taken is gone from its front.</param>
    /// <returns>How many were taken.</returns>
    /// <exception cref="ArgumentException">They do not begin with a whole APDU.</exception>
    public int PutAll(ref ReadOnlySpan<byte> apdus, Instant now)
    {
        var taken = 0;
        while (apdus.Length > 0 && Room > 0)
        {
            Prepare(now);
            var space = _output.AsSpan(_filled, Math.Min(apdus.Length, OutputOctets - Apci.Octets - _filled));
            apdus[..space.Length].CopyTo(space);
            var (count, octets) = link.StampAll(space, now);
            if (count == 0)
            {
                throw new ArgumentException("These octets do not begin with a whole APDU.", nameof(apdus));
            }

            apdus = apdus[octets..];
            taken += count;
            _filled += octets;
            if (_filled > OutputOctets - Reserve)
            {
                Send();
            }
        }

        return taken;
    }

    /// <summary>The end of a turn: adds the U and S APDUs that are due and sends everything in one write.</summary>
    public void Flush(Instant now)
    {
        if (_closed || HasRest || (_output is null && !link.Owes(now)))
        {
            return;
        }

        Prepare(now);
        _filled += link.WriteAcknowledgement(_output.AsSpan(_filled), now);
        Send();
    }

    /// <summary>The connection is gone: nothing more is read, sent or kept.</summary>
    public void Close()
    {
        _closed = true;
        GiveBack();

        // Closed within an event, whose ASDU may lie there: Receive drops it.
        if (!_reading)
        {
            DropCarry();
        }
    }

    private void Drain(ref ReadOnlySpan<byte> octets, Instant now)
    {
        while (!_closed && link.TryRead(ref octets, now, out var e))
        {
            if (e.Confirmed > 0)
            {
                sink.Confirmed(e.Confirmed);
                if (_closed)
                {
                    break;
                }
            }

            switch (e.Kind)
            {
                case LinkEventKind.Asdu:
                    sink.Received(in e.AsduField);
                    break;
                case LinkEventKind.Started:
                    sink.Started();
                    break;
                case LinkEventKind.Stopped:
                    sink.Stopped();
                    break;
                case LinkEventKind.Noted:
                    sink.Noted(e.Note);
                    break;
                case LinkEventKind.Fault:
                    octets = default;
                    sink.Faulted(link.Ended);
                    break;
            }
        }

        if (_closed)
        {
            octets = default;
        }
    }

    // Before the first I APDU of a write come the U APDUs that are due: a STARTDT con above all.
    private void Prepare(Instant now)
    {
        if (_output is null)
        {
            _output = ArrayPool<byte>.Shared.Rent(OutputOctets);
            _filled = link.WriteControl(_output, now);
        }
    }

    private void Send()
    {
        if (_filled > 0)
        {
            wire.Send(_output.AsSpan(0, _filled));
            _mayHaveRest = true;
        }

        GiveBack();
    }

    private void DropCarry()
    {
        if (_carry is not null)
        {
            ArrayPool<byte>.Shared.Return(_carry);
            _carry = null;
            _carried = 0;
        }
    }

    private void GiveBack()
    {
        if (_output is not null)
        {
            ArrayPool<byte>.Shared.Return(_output);
            _output = null;
            _filled = 0;
        }
    }
}
