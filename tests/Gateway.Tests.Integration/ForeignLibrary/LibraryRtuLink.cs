using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Links;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Integration.ForeignLibrary;

/// <summary>The adapter that a plugin for such a library would bring: ASDUs to class objects and back, events from the library's thread.</summary>
#pragma warning disable CA1001 // Close disposes of it.
internal sealed class LibraryRtuLink(IRtuLinkEvents events) : IRtuLink
{
    private LibraryConnection? _connection;

    /// <summary>It acknowledges on receipt, and tells nothing of what the RTU has confirmed.</summary>
    public RtuLinkCapabilities Capabilities => RtuLinkCapabilities.None;

    public void Connect(RtuEndpoint host)
    {
        _connection = new LibraryConnection(host.ToIPEndPoint())
        {
            AsduReceived = asdu => events.Received(new AsduView(asdu.Encode())),
            ConnectionEvent = e => Tell(e, host),
        };
        _connection.ConnectAsync();
    }

    public void Start() => _connection?.SendStartDt();

    public void Stop() => _connection?.SendStopDt();

    public void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    public bool TrySend(in AsduHead head, ReadOnlySpan<byte> objects)
    {
        byte[] apdu = [.. new byte[12], .. objects];
        head.Write(apdu.AsSpan(6));
        try
        {
            _connection!.SendAsdu(LibraryAsdu.Parse(apdu));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public void Release(uint received) => throw new NotSupportedException("This library acknowledges by itself.");

    public void Flush()
    {
        // It has written already.
    }

    private void Tell(LibraryEvent e, RtuEndpoint host)
    {
        switch (e)
        {
            case LibraryEvent.Opened:
                events.Connected(host);
                break;
            case LibraryEvent.StartDtConReceived:
                events.Started();
                break;
            case LibraryEvent.StopDtConReceived:
                events.Stopped();
                break;
            case LibraryEvent.ConnectFailed:
                events.Lost("connect failed");
                break;
            case LibraryEvent.Closed:
                events.Lost("closed");
                break;
        }
    }

    /// <summary>As a plugin registers it.</summary>
    internal sealed class Factory : IRtuLinkFactory
    {
        public IRtuLink Create(GroupConfig group, IRtuLinkEvents events) => new LibraryRtuLink(events);
    }
}
