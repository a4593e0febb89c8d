using Gateway.Iec104.Links;

namespace Gateway.Tests.Unit.Links;

/// <summary>Counts, apart from the code under test, what passes a point of a wire.</summary>
internal sealed class WireTap
{
    private readonly List<byte> _partial = [];

    /// <summary>I APDUs that have passed whole.</summary>
    public long Asdus { get; private set; }

    /// <summary>How many of the other direction's I APDUs the last N(R) acknowledges, since the beginning.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>TESTFR acts that have passed.</summary>
    public int Tests { get; private set; }

    public void Pass(ReadOnlySpan<byte> octets)
    {
        _partial.AddRange(octets);
        var at = 0;
        while (_partial.Count - at >= 2 && _partial.Count - at >= _partial[at + 1] + 2)
        {
            Count(at);
            at += _partial[at + 1] + 2;
        }

        _partial.RemoveRange(0, at);
    }

    private void Count(int at)
    {
        if ((_partial[at + 2] & 3) == 3)
        {
            Tests += _partial[at + 2] == UFunction.TestFrAct ? 1 : 0;
            return;
        }

        if ((_partial[at + 2] & 1) == 0)
        {
            Assert.AreEqual(Asdus % 32768, (_partial[at + 2] >> 1) + (_partial[at + 3] << 7), "N(S)");
            Asdus++;
        }

        Acknowledged += ((_partial[at + 4] >> 1) + (_partial[at + 5] << 7) - Acknowledged) & 0x7FFF;
    }
}
