using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using static Gateway.Tests.Unit.Core.Asdu;

namespace Gateway.Tests.Unit.Core;

/// <summary>Five masters that ask at random, and an RTU that returns the OA or not, answers twice, late or never.</summary>
internal sealed class RequestStorm
{
    private const int Commands = 50;
    private const int Points = 3;

    private readonly Random _random;
    private readonly GroupBench _bench = new();
    private readonly RequestRules _rules;
    private readonly FakeMaster[] _masters = new FakeMaster[5];
    private readonly List<(Instant At, string Asdu)> _replies = [];
    private int _seen;

    public RequestStorm(int seed)
    {
        _random = new Random(seed);
        _rules = new RequestRules(_bench);
        _bench.Connect();
        for (var i = 0; i < _masters.Length; i++)
        {
            _masters[i] = _bench.Master("10.1.1.1")!.Start();
        }

        _bench.RtuStarts();
        Settle();
    }

    public GroupBench Bench => _bench;

    /// <summary>How many askings there were, reached the RTU under their number, and were answered.</summary>
    public (int All, int Sent, int Answered) Count => (_rules.Askings.Count, _rules.Askings.Count(a => a.IsSent), _rules.Askings.Count(a => a.IsAnswered));

    public void Step()
    {
        switch (_random.Next(1000))
        {
            case < 500:
                Ask(_masters[_random.Next(_masters.Length)]);
                break;
            case < 800:
                Wait(_random.NextDouble() * 3);
                break;
            case < 830:
                Wait(_random.NextDouble() * 20);
                break;
            case < 900:
                _bench.FromRtu(Event(_random.Next(9), oa: _random.Next(256)));
                break;
            case < 920:
                _bench.Rtu.Room = _random.Next(3);
                break;
            case < 970:
                _bench.Rtu.Room = 1000;
                _bench.Group.Flush();
                break;
            case < 985:
                Leave(_random.Next(_masters.Length));
                break;
            case < 997:
                Restart(_masters[_random.Next(_masters.Length)]);
                break;
            default:
                _replies.Clear();
                _rules.Restarted();
                _bench.FromRtu(EndOfInitialization());
                break;
        }

        Settle();
    }

    /// <summary>Nobody asks any more; what is under way comes to its end.</summary>
    public void End()
    {
        _bench.Rtu.Room = 1000;
        _bench.Group.Flush();
        Settle();
        Wait(600);
        _rules.Ended();
        foreach (var master in _masters)
        {
            master.Leave();
        }
    }

    private void Leave(int index)
    {
        _rules.Gone(_masters[index]);
        _masters[index].Leave();
        _masters[index] = _bench.Master("10.1.1.1")!.Start();
    }

    private void Restart(FakeMaster master)
    {
        _rules.Gone(master);
        master.Stop();
        _ = master.Start();
    }

    private void Ask(FakeMaster master)
    {
        var number = _rules.Askings.Count;
        var oa = 1 + (number % 255);
        var ca = _random.Next(4) == 0 ? 8 : 7;
        var ioa = 1 + _random.Next(Points);
        byte[] n = BitConverter.GetBytes(number);
        var select = _random.Next(3) == 0;
        var hex = _random.Next(20) switch
        {
            < 10 => Of(Commands, 6, oa, ca, ioa, n[0], n[1], n[2], n[3], select ? 0x80 : 0),
            < 12 => Of(Commands, 8, oa, ca, ioa, n[0], n[1], n[2], n[3], 0),
            < 13 => Of(103, 6, oa, ca, 0, n[0], n[1], n[2], n[3], 0, 0, 0),
            < 15 => Read(ioa, oa: oa, ca: ca),
            < 19 => Interrogation(oa: oa, ca: ca, qoi: 20 + _random.Next(2)),
            _ => Interrogation(cause: 8, oa: oa, ca: ca, qoi: 20 + _random.Next(2)),
        };
        var asdu = new AsduView(Hex.Of(hex));
        _rules.Asked(new Asking(number, master, _bench.Now, RequestKey.Mirrored(asdu), asdu.Cause, (byte)oa, RequestSelect.IsSelect(asdu)));
        master.Ask(hex);
    }

    private void Wait(double seconds)
    {
        var end = _bench.Now + TimeSpan.FromSeconds(seconds);
        while (_bench.Now < end)
        {
            var next = _replies.Count > 0 ? _replies.Min(r => r.At) : Instant.Never;
            _bench.WaitUntil(Instant.Min(end, Instant.Min(next, _bench.Group.Deadline)));
            Settle();
        }
    }

    // The RTU takes what has come, says what is due; the masters take what they got.
    private void Settle()
    {
        while (true)
        {
            while (_seen < _bench.Rtu.Sent.Count)
            {
                Take(new AsduView(Hex.Of(_bench.Rtu.Sent[_seen++])));
            }

            foreach (var master in _masters)
            {
                master.Room = 1000;
                var got = master.Got;
                foreach (var asdu in got)
                {
                    _rules.Got(master, new AsduView(Hex.Of(asdu)));
                }

                master.Confirm(int.MaxValue);
            }

            var due = _replies.FindIndex(r => r.At <= _bench.Now);
            if (due < 0 && _seen == _bench.Rtu.Sent.Count)
            {
                return;
            }

            if (due >= 0)
            {
                var reply = _replies[due].Asdu;
                _replies.RemoveAt(due);
                _rules.Answers(new AsduView(Hex.Of(reply)));
                _bench.FromRtu(reply);
            }
        }
    }

    private void Take(in AsduView asdu)
    {
        _rules.Sent(asdu);
        var key = RequestKey.Mirrored(asdu);
        if (asdu.Cause == Cause.Deactivation)
        {
            if (key.IsInterrogation)
            {
                // It stops at once.
                _ = _replies.RemoveAll(r => Stops(new AsduView(Hex.Of(r.Asdu)), key));
            }

            Reply(asdu, Refusing(Cause.DeactivationConfirmation, key.IsInterrogation ? 0 : 5), 0);
        }
        else if (key.IsInterrogation)
        {
            Interrogated(asdu);
        }
        else if (asdu.Type == TypeIdentification.C_RD_NA_1)
        {
            var (oa, ca, ioa) = (asdu.Originator.Value, asdu.CommonAddress.Value, (int)asdu.FirstAddress.Value);
            if (_random.Next(5) != 0)
            {
                Say(_random.Next(3) == 0 ? Read(ioa, Negative(5), oa, ca) : Event(ioa, 5, oa, ca), _random.NextDouble() * 5);
            }
        }
        else
        {
            Commanded(asdu);
        }
    }

    // At once, soon, twice, after the timeout, or never.
    private void Commanded(in AsduView asdu)
    {
        var cot = Refusing(Cause.ActivationConfirmation, 6);
        switch (_random.Next(10))
        {
            case 0:
                break;
            case 1:
                Reply(asdu, cot, 30 + (_random.NextDouble() * 30));
                break;
            case 2:
                Reply(asdu, cot, _random.NextDouble());
                Reply(asdu, cot, _random.NextDouble() * 5);
                break;
            case < 6:
                Reply(asdu, cot, 0);
                break;
            default:
                Reply(asdu, cot, _random.NextDouble() * 15);
                break;
        }
    }

    // Whole, broken off in the middle, refused, or not at all.
    private void Interrogated(in AsduView asdu)
    {
        var parts = _random.Next(10) switch { 0 => 0, 1 => 3, 2 => 1, _ => 5 };
        if (parts == 1)
        {
            Reply(asdu, Negative(7), _random.NextDouble());
            return;
        }

        var after = 0.0;
        for (var part = 0; part < parts; part++)
        {
            after += _random.NextDouble() * 6;
            switch (part)
            {
                case 0:
                    Reply(asdu, 7, after);
                    break;
                case 4:
                    Reply(asdu, 10, after);
                    break;
                default:
                    Say(Event(part, RequestKey.Mirrored(asdu).Detail == 20 ? 20 : 21, asdu.Originator.Value, asdu.CommonAddress.Value), after);
                    break;
            }
        }
    }

    private static bool Stops(in AsduView reply, in RequestKey key) => reply.Cause != Cause.DeactivationConfirmation && RequestKey.Answered(reply) == key;

    private int Refusing(Cause cause, int oneIn) => oneIn > 0 && _random.Next(oneIn) == 0 ? Negative((int)cause) : (int)cause;

    // Mirrored; the OA is returned, left out, or wrong.
    private void Reply(in AsduView asdu, int cot, double after)
    {
        var octets = asdu.Octets.ToArray();
        octets[2] = (byte)cot;
        octets[3] = _random.Next(10) switch { < 7 => octets[3], < 9 => 0, _ => (byte)_random.Next(256) };
        Say(Hex.Text(octets), after);
    }

    private void Say(string asdu, double after) => _replies.Add((_bench.Now + TimeSpan.FromSeconds(after), asdu));
}
