using Gateway.Iec104.Asdus;

namespace Gateway.Bench;

/// <summary>Looks at ASDUs of five kinds in turn.</summary>
internal sealed class AsduLoop
{
    private long _sum;

    public void Read(int times)
    {
        for (var n = 0; n < times; n++)
        {
            var asdu = new AsduView(Samples.Asdus[n % 5]);
            var head = asdu.Head;
            _sum += (byte)head.Type + head.Vsq.Octet + head.Cot.Octet + head.Originator.Value + head.CommonAddress.Value + (int)asdu.FirstAddress.Value;
        }
    }

    public void Fit(int times)
    {
        for (var n = 0; n < times; n++)
        {
            if (!TypeTable.Fits(new AsduView(Samples.Asdus[n % 5])))
            {
                throw new InvalidOperationException($"Sample {n % 5} does not fit.");
            }
        }
    }
}
