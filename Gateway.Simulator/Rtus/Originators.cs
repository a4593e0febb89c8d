using Gateway.Iec104;

namespace Gateway.Simulator.Rtus;

/// <summary>The OA of answers, also where it is to be wrong.</summary>
internal sealed class Originators
{
    private OriginatorAddress? _last;
    private OriginatorAddress? _other;

    public OriginatorAddress For(OriginatorAddress asked, OriginatorFault fault)
    {
        if (_last is { } last && last != asked)
        {
            _other = last;
        }

        _last = asked;
        return fault switch
        {
            OriginatorFault.Missing => OriginatorAddress.None,
            OriginatorFault.Stale => _other ?? new OriginatorAddress((byte)(asked.Value + 1)),
            _ => asked,
        };
    }
}
