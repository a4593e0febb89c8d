using System.Net;
using Gateway.Core.Masters;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Core;

/// <summary>A master without a wire.</summary>
internal sealed class FakeMaster(GroupBench bench, IPEndPoint address) : IMasterPort
{
    private readonly List<string> _got = [];

    public MasterSession? Session { get; set; }

    public IPEndPoint Address { get; } = address;

    /// <summary>How many more ASDUs its window takes.</summary>
    public int Room { get; set; } = 1000;

    public bool IsDrained { get; set; } = true;

    public bool HoldsAcknowledgement { get; set; }

    public Instant Deadline => Instant.Never;

    public bool IsClosed { get; private set; }

    /// <summary>What came since it was asked last, as hex; the end of initialization left out.</summary>
    public string[] Got
    {
        get
        {
            string[] got = [.. _got.Where(a => !a.StartsWith("46", StringComparison.Ordinal))];
            _got.Clear();
            return got;
        }
    }

    /// <summary>The same, with the end of initialization.</summary>
    public string[] GotAll
    {
        get
        {
            string[] got = [.. _got];
            _got.Clear();
            return got;
        }
    }

    public FakeMaster Start()
    {
        bench.Group.Started(Session!);
        bench.Group.Flush();
        return this;
    }

    public void Stop()
    {
        bench.Group.Stopped(Session!);
        bench.Group.Flush();
    }

    public void Leave()
    {
        IsClosed = true;
        bench.Group.Left(Session!, "closed by the peer");
        bench.Group.Flush();
    }

    /// <summary>It sends an ASDU.</summary>
    public void Ask(string hex)
    {
        bench.Group.Received(Session!, new AsduView(Hex.Of(hex)));
        bench.Group.Flush();
    }

    /// <summary>It acknowledges so many more.</summary>
    public void Confirm(int count)
    {
        bench.Group.Confirmed(Session!, count);
        bench.Group.Flush();
    }

    public int Put(ref ReadOnlySpan<byte> apdus)
    {
        var taken = 0;
        for (; apdus.Length > 0 && Room > 0; taken++, Room--)
        {
            var length = apdus[1] + 2;
            _got.Add(Hex.Text(apdus[Apci.Octets..length]));
            apdus = apdus[length..];
        }

        return taken;
    }

    public void Flush()
    {
    }

    public void Expire()
    {
    }

    public void Close() => IsClosed = true;
}
