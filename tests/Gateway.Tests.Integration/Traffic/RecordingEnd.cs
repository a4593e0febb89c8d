using Gateway.Tests.Integration.Sessions;
using Gateway.Tests.Unit;

namespace Gateway.Tests.Integration.Traffic;

/// <summary>A raw peer that writes down every octet it sent and got.</summary>
internal sealed class RecordingEnd(WireEnd end)
{
    private readonly List<byte> _sent = [];
    private readonly List<byte> _got = [];

    public string Sent => Convert.ToHexString([.. _sent]);

    public string Got => Convert.ToHexString([.. _got]);

    /// <summary>I APDUs it got.</summary>
    public int Asdus { get; private set; }

    public Task SendAsync(string octets)
    {
        _sent.AddRange(Hex.Of(octets));
        return end.SendAsync(octets);
    }

    /// <summary>Reads up to one that ends so: an ASDU, or a whole U APDU.</summary>
    public async Task UntilAsync(string ending)
    {
        while (true)
        {
            var next = await end.ApduAsync();
            Assert.AreNotEqual(WireEnd.End, next, $"waiting for {ending}");
            var octets = Hex.Of(next);
            _got.AddRange(octets);
            Asdus += (octets[2] & 1) == 0 ? 1 : 0;
            if (next.EndsWith(ending, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    /// <summary>Reads all that the gateway has sent up to now.</summary>
    public async Task SettleAsync()
    {
        await SendAsync(WireEnd.TestFrAct);
        await UntilAsync(WireEnd.TestFrCon);
    }
}
