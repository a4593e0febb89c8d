using System.Net;
using Gateway.Abstractions;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Observation;

/// <summary>
/// What a master has asked that changes something at the RTU (O4): one and the same object when it is asked and when it has ended. Immutable, so
/// that an observer may keep it and read it in another thread.
/// </summary>
public sealed class AskedCommand
{
    private readonly byte[] _octets;

    internal AskedCommand(long number, MasterId master, string masterName, IPEndPoint address, in AsduView asdu, CommonAddress rtuAddress, bool byGateway, Instant at)
    {
        Number = number;
        Master = master;
        MasterName = masterName;
        Address = address;
        _octets = asdu.Octets.ToArray();
        RtuAddress = rtuAddress;
        IsByGateway = byGateway;
        At = at;
    }

    /// <summary>Counts up from 1 in its group.</summary>
    public long Number { get; }

    public MasterId Master { get; }

    /// <summary>The master's own name where its port has one; else the group's.</summary>
    public string MasterName { get; }

    public IPEndPoint Address { get; }

    /// <summary>As the master sent it.</summary>
    public AsduView Asdu => new(_octets);

    /// <summary>The CA under which the RTU gets it (R8).</summary>
    public CommonAddress RtuAddress { get; }

    /// <summary>The gateway itself asks: it takes back the select of this master, which has left (R9).</summary>
    public bool IsByGateway { get; }

    internal Instant At { get; }
}
