using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Simulator.Frames;

namespace Gateway.Simulator.Expectations;

/// <summary>
/// Holds what RTUs have sent against what masters received: event by event, by type, address, value, quality and time tag. An originator
/// address may differ, and so may the common address where a gateway gives the master its own number for the RTU.
/// </summary>
/// <param name="rtus">Names and numbers.</param>
/// <param name="masters">Names, and the number under which they know the RTU.</param>
public sealed class DeliveryCheck(IReadOnlyList<(string Name, CommonAddress Number)> rtus, IReadOnlyList<(string Name, CommonAddress Address)> masters)
{
    private readonly Dictionary<Key, List<int>> _sent = [];
    private readonly Receiver[] _receivers = [.. masters.Select(m => new Receiver(m.Name, m.Address))];

    /// <summary>Events so far.</summary>
    public int Sent { get; private set; }

    /// <summary>Every master has every event so far.</summary>
    public bool IsComplete => Sent > 0 && _receivers.All(r => r.Matched == Sent);

    public void See(Signal signal)
    {
        if (!IsEvent(signal.Cause.Cause) || signal.Direction == SignalDirection.NotSent)
        {
            return;
        }

        if (signal.Direction == SignalDirection.Sent)
        {
            for (var rtu = 0; rtu < rtus.Count; rtu++)
            {
                if (rtus[rtu].Name == signal.Station)
                {
                    WasSent(KeyOf(rtu, signal));
                    return;
                }
            }
        }
        else if (_receivers.FirstOrDefault(r => r.Name == signal.Station) is { } receiver && SenderOf(signal, receiver) is { } sender)
        {
            receiver.Take(KeyOf(sender, signal), _sent);
        }
    }

    public IReadOnlyList<DeliveryResult> Results() =>
        [.. _receivers.Select(r => new DeliveryResult(r.Name, r.Matched, Sent - r.Matched, r.Duplicates(_sent), r.OutOfOrder))];

    private static bool IsEvent(Cause cause) =>
        cause is Cause.Periodic or Cause.BackgroundScan or Cause.Spontaneous or Cause.ReturnInformationRemote or Cause.ReturnInformationLocal;

    private static Key KeyOf(int rtu, Signal signal) => new(rtu, signal.Type, signal.Object.Value, signal.Value, signal.Quality, signal.TimeTag);

    private int? SenderOf(Signal signal, Receiver receiver)
    {
        for (var rtu = 0; rtu < rtus.Count; rtu++)
        {
            if (rtus[rtu].Number == signal.Address || (rtus.Count == 1 && receiver.Address == signal.Address))
            {
                return rtu;
            }
        }

        return null;
    }

    private void WasSent(Key key)
    {
        if (!_sent.TryGetValue(key, out var numbers))
        {
            _sent[key] = numbers = [];
        }

        numbers.Add(Sent++);
        foreach (var receiver in _receivers)
        {
            // It may have arrived before the RTU told that it was sent.
            receiver.Settle(key, _sent);
        }
    }

    private readonly record struct Key(int Rtu, TypeIdentification Type, uint Object, string Value, string Quality, DateTime? TimeTag);

    private sealed class Receiver(string name, CommonAddress address)
    {
        private readonly Dictionary<Key, (int Received, int Matched)> _of = [];
        private int _newest = -1;

        public string Name => name;

        public CommonAddress Address => address;

        public int Matched { get; private set; }

        public int OutOfOrder { get; private set; }

        public void Take(Key key, Dictionary<Key, List<int>> sent)
        {
            var (received, matched) = _of.GetValueOrDefault(key);
            _of[key] = (received + 1, matched);
            Settle(key, sent);
        }

        public void Settle(Key key, Dictionary<Key, List<int>> sent)
        {
            var (received, matched) = _of.GetValueOrDefault(key);
            if (received > matched && sent.TryGetValue(key, out var numbers) && matched < numbers.Count)
            {
                var number = numbers[matched];
                OutOfOrder += number < _newest ? 1 : 0;
                _newest = Math.Max(_newest, number);
                Matched++;
                _of[key] = (received, matched + 1);
            }
        }

        // Received more often than sent. What nobody sent since the mark is none of it.
        public int Duplicates(Dictionary<Key, List<int>> sent) => _of.Sum(o => sent.ContainsKey(o.Key) ? o.Value.Received - o.Value.Matched : 0);
    }
}
