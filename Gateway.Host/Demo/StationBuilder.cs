using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Simulator.Masters;
using Gateway.Simulator.Rtus;
using static Gateway.Iec104.Asdus.TypeIdentification;

namespace Gateway.Host.Demo;

/// <summary>
/// The signals and commands of a substation, bay by bay, all with time tags. Addresses: 301.. breakers (commands 21001..), 401.. indications,
/// 501.. tap changers (23001..), 601.. measured values, 801.. set points (24001..), 1001.. alarms of the bays, ten each.
/// </summary>
internal sealed class StationBuilder
{
    /// <summary>Rows that move by themselves.</summary>
    public const int Measured = 3;

    /// <summary>The alarm burst, and its end.</summary>
    public const int Burst = 8;
    public const int BurstOver = 9;

    private const int Positions = 1;
    private const int Indications = 2;
    private const int SetPoints = 4;

    // Eight feeders need a second.
    private static readonly TimeSpan BetweenAlarms = TimeSpan.FromMilliseconds(10);

    private static readonly string[] Alarms =
    [
        "overcurrent started", "earth fault started", "protection tripped", "undervoltage", "auto-reclose blocked",
        "spring not charged", "DC supply low", "measuring circuit failed", "interlocking bypassed", "group alarm",
    ];

    private readonly List<SignalRow> _rows = [];
    private readonly List<SignalRow> _burst = [];
    private readonly List<SignalRow> _burstOver = [];
    private readonly List<CommandRow> _commands = [];
    private readonly List<DemoOrder> _orders = [];
    private uint _bays;
    private uint _taps;
    private uint _measured;
    private uint _setPoints;

    /// <summary>Its voltage.</summary>
    public StationBuilder Busbar(double kilovolts) => Measure(M_ME_TF_1, kilovolts, "voltage kV");

    /// <summary>A breaker, and what it carries.</summary>
    public StationBuilder Bay(string name, double megawatts)
    {
        var breaker = 301 + _bays;
        Command(C_DC_NA_1, 21001 + _bays, breaker, $"{name}, breaker", ("OFF", "ON"));
        Row(Positions, M_DP_TB_1, breaker, 2, $"{name}, breaker");
        Row(Indications, M_SP_TB_1, 401 + (2 * _bays), 0, $"{name}, SF6 low");
        Row(Indications, M_SP_TB_1, 402 + (2 * _bays), 0, $"{name}, local control");
        _bays++;
        _ = Measure(M_ME_TF_1, megawatts, $"{name}, active power MW");
        return Measure(M_ME_TF_1, Math.Round(megawatts / 5, 2), $"{name}, reactive power Mvar");
    }

    /// <summary>A bay with a tap changer.</summary>
    public StationBuilder Transformer(string name, int tap, double megawatts)
    {
        var position = 501 + _taps;
        Command(C_RC_NA_1, 23001 + _taps, position, $"{name}, tap changer", ("HIGHER", "LOWER"));
        Row(Positions, M_ST_TB_1, position, tap, $"{name}, tap position");
        _taps++;
        return Bay(name, megawatts).Measure(M_ME_TE_1, 58, $"{name}, oil temperature");
    }

    /// <summary>Bays that raise alarms all at once.</summary>
    public StationBuilder Feeders(int count, double megawatts)
    {
        for (var feeder = 1; feeder <= count; feeder++)
        {
            var breaker = 301 + _bays;
            for (var n = 0; n < Alarms.Length; n++)
            {
                var alarm = (uint)(1001 + (10 * (feeder - 1)) + n);
                _burst.Add(New(Burst, M_SP_TB_1, alarm, 1, $"feeder {feeder}, {Alarms[n]}"));
                _burstOver.Add(New(BurstOver, M_SP_TB_1, alarm, 0, $"feeder {feeder}, {Alarms[n]}"));
                Row(Indications, M_SP_TB_1, alarm, 0, $"feeder {feeder}, {Alarms[n]}");
            }

            _burst.Add(New(Burst, M_DP_TB_1, breaker, 1, $"feeder {feeder}, breaker"));
            _burstOver.Add(New(BurstOver, M_DP_TB_1, breaker, 2, $"feeder {feeder}, breaker"));
            _ = Bay($"feeder {feeder}", megawatts - feeder);
        }

        return this;
    }

    public StationBuilder SetPoint(string name, double value, double other)
    {
        var status = 801 + _setPoints;
        Command(C_SE_NC_1, 24001 + _setPoints, status, name, ($"{other}", $"{value}"));
        Row(SetPoints, M_ME_TF_1, status, value, name);
        _setPoints++;
        return this;
    }

    public DemoStation Station(int id, string name, double eventsPerSecond) =>
        new(id, name, new RtuSignals([.. _rows, .. _burst, .. _burstOver], [.. _commands]), [.. _orders], eventsPerSecond);

    private StationBuilder Measure(TypeIdentification type, double value, string what)
    {
        Row(Measured, type, 601 + _measured, value, what);
        _measured++;
        return this;
    }

    private void Command(TypeIdentification type, uint address, uint status, string what, (string Do, string Undo) values)
    {
        _commands.Add(new CommandRow(0, type, new InformationObjectAddress(address), new InformationObjectAddress(status), what));
        _orders.Add(new DemoOrder(what, Request(values.Do), Request(values.Undo)));

        CommandRequest Request(string value) => new(type, new InformationObjectAddress(address), value) { Select = true };
    }

    private void Row(int index, TypeIdentification type, uint address, double value, string what) => _rows.Add(New(index, type, address, value, what));

    private SignalRow New(int index, TypeIdentification type, uint address, double value, string what) =>
        new(_rows.Count + 1, index, IsInterrogated: index < Burst, type, new InformationObjectAddress(address), value, Wait: index < Burst ? default : BetweenAlarms, Comment: what);
}
