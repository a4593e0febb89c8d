using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Simulator.Frames;
using Gateway.Simulator.Rtus;

namespace Gateway.Tests.Simulator;

/// <summary>A small substation: a breaker with a double command, a switch with a single one, a tap changer, measurements and two counters.</summary>
internal static class TestRtu
{
    public static readonly CommonAddress Number = new(32);

    public static readonly InformationObjectAddress Breaker = new(301);
    public static readonly InformationObjectAddress BreakerCommand = new(21001);
    public static readonly InformationObjectAddress Switch = new(401);
    public static readonly InformationObjectAddress SwitchCommand = new(22001);
    public static readonly InformationObjectAddress Tap = new(501);
    public static readonly InformationObjectAddress TapCommand = new(23001);

    public static readonly RtuSignals Signals = new(
        [
            Row(11, 301, TypeIdentification.M_DP_TB_1, 301, 1),
            Row(12, 401, TypeIdentification.M_SP_TB_1, 401, 0),
            Row(13, 501, TypeIdentification.M_ST_TB_1, 501, 5),
            Row(14, 601, TypeIdentification.M_ME_TF_1, 601, 49.98),
            Row(15, 602, TypeIdentification.M_ME_NB_1, 602, -10),
            Row(16, 603, TypeIdentification.M_ME_NA_1, 603, -0.5),
            Row(17, 701, TypeIdentification.M_IT_TB_1, 701, 1000) with { IsInterrogated = false },
            Row(18, 701, TypeIdentification.M_IT_TB_1, 702, 2000) with { IsInterrogated = false },
        ],
        [
            new CommandRow(1, TypeIdentification.C_DC_NA_1, BreakerCommand, Breaker, "breaker"),
            new CommandRow(2, TypeIdentification.C_SC_NA_1, SwitchCommand, Switch, "switch"),
            new CommandRow(3, TypeIdentification.C_RC_NA_1, TapCommand, Tap, "tap"),
            new CommandRow(4, TypeIdentification.C_SE_NC_1, new(24001), new(601), "set point"),
        ]);

    public static SignalRow Row(int line, int index, TypeIdentification type, uint address, double value) =>
        new(line, index, IsInterrogated: true, type, new InformationObjectAddress(address), value);

    public static RtuConfig Config { get; } = new() { Name = "Substation", Number = Number, Ports = [new RtuPort(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0))] };

    public static SimulatedRtu Start(RtuSignals? signals = null, RtuConfig? config = null, ISignalSink? sink = null, TimeProvider? time = null) =>
        SimulatedRtu.Start(config ?? Config, signals ?? Signals, sink ?? NoSink.Instance, time);

    /// <summary>A command of any kind, made of its elements.</summary>
    public static byte[] Command<T>(TypeIdentification type, InformationObjectAddress address, T order, Cause cause = Cause.Activation, CommonAddress? station = null)
        where T : struct, IElement<T>
    {
        var writer = new AsduWriter(new byte[AsduView.MaxOctets], type, cause, station ?? Number);
        writer.Add(address, order);
        return writer.Asdu.Octets.ToArray();
    }

    public static byte[] Dco(DoubleCommand state, bool isSelect = false) =>
        Command(TypeIdentification.C_DC_NA_1, BreakerCommand, new Dco(state, isSelect ? Qoc.Select : Qoc.Execute));
}
