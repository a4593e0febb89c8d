using System.Buffers.Binary;
using System.Net;

namespace Gateway.Simulator.Masters;

/// <summary>Addresses of many masters.</summary>
internal static class Addresses
{
    /// <summary>The address so many behind this one: 127.0.0.2, 127.0.0.3 ...</summary>
    public static IPAddress After(IPAddress first, int count)
    {
        var octets = first.GetAddressBytes();
        var last = octets.AsSpan(octets.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(last, BinaryPrimitives.ReadUInt32BigEndian(last) + (uint)count);
        return new IPAddress(octets);
    }
}
