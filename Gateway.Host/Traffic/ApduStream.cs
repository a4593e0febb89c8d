using Gateway.Iec104.Links;

namespace Gateway.Host.Traffic;

/// <summary>
/// Puts the APDUs of one direction of one connection together again, however they were cut, and says of octets that are none that they are none.
/// </summary>
internal sealed class ApduStream
{
    // Made for the first APDU that is cut.
    private byte[]? _carry;
    private int _carried;
    private uint _next;
    private bool _isFollowing;
    private bool _isJoinTold;

    /// <summary>Takes the next octets.</summary>
    /// <param name="entry">Where they belong.</param>
    /// <param name="octets">What was read or written at once.</param>
    /// <param name="tell">Gets each APDU, and octets that are none with what is wrong with them.</param>
    public void Take(in TrafficEntry entry, ReadOnlySpan<byte> octets, ApduTold tell)
    {
        if (!_isFollowing || entry.Offset != _next)
        {
            _carried = 0;
            _isFollowing = !entry.Continues;
        }

        _next = entry.Offset + (uint)octets.Length;
        if (!_isFollowing)
        {
            // Where the next APDU begins these octets do not tell; whatever is read or written behind whole APDUs begins with one.
            if (!_isJoinTold)
            {
                _isJoinTold = true;
                tell(octets, "joined in the middle of an APDU");
            }

            return;
        }

        _isJoinTold = false;

        while (octets.Length > 0)
        {
            if (_carried == 0 && Whole(octets) is var whole && whole > 0 && whole <= octets.Length)
            {
                tell(octets[..whole], wrong: null);
                octets = octets[whole..];
                continue;
            }

            _carry ??= new byte[Apci.MaxApduOctets];

            // Octet by octet up to the length, then up to the end.
            var wanted = _carried < 2 ? 1 : _carry[1] + 2 - _carried;
            var taken = Math.Min(wanted, octets.Length);
            octets[..taken].CopyTo(_carry.AsSpan(_carried));
            _carried += taken;
            octets = octets[taken..];
            if (Fault(_carry.AsSpan(0, _carried)) is { } fault)
            {
                tell(_carry.AsSpan(0, _carried), fault);
                if (octets.Length > 0)
                {
                    tell(octets, "behind octets that are no APDU");
                }

                // The link is over by that; whoever goes on begins anew.
                _carried = 0;
                _isFollowing = false;
                return;
            }

            if (_carried >= 2 && _carried == _carry[1] + 2)
            {
                tell(_carry.AsSpan(0, _carried), wrong: null);
                _carried = 0;
            }
        }
    }

    // 0: no APDU can begin so, or its length is not there yet.
    private static int Whole(ReadOnlySpan<byte> octets) => octets.Length >= 2 && Fault(octets) is null ? octets[1] + 2 : 0;

    private static string? Fault(ReadOnlySpan<byte> octets) =>
        octets[0] != Apci.StartOctet ? $"the start octet is {octets[0]:X2}, not 68"
        : octets.Length >= 2 && octets[1] is < Apci.MinLength or > Apci.MaxLength ? $"the length is {octets[1]}, not 4..253"
        : null;
}

/// <summary>An APDU; or octets that are none.</summary>
/// <param name="octets">Valid during the call.</param>
/// <param name="wrong">Null: an APDU; else what is wrong.</param>
internal delegate void ApduTold(ReadOnlySpan<byte> octets, string? wrong);
