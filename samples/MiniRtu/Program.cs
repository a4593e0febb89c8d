// An RTU in a few lines: a measured value that moves every second, a breaker that obeys commands; until Enter is pressed.
//   dotnet run --project samples/MiniRtu -- 127.0.0.1:2404 1
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using Gateway.Iec104.Stations;

var local = IPEndPoint.Parse(args.Length > 0 ? args[0] : "127.0.0.1:2404");
var station = new CommonAddress(args.Length > 1 ? ushort.Parse(args[1]) : (ushort)1);
var voltage = new InformationObjectAddress(1001);
var breaker = new InformationObjectAddress(2001);

ControlledStation? rtu = null;
rtu = ControlledStation.Listen(local, new ControlledOptions { OnCommand = Obey });
rtu.Set(station, breaker, isOn: false);
rtu.Set(station, voltage, 110.0f);
Console.WriteLine($"RTU {station} listens on {rtu.Local}. Enter ends it.");

using var timer = new Timer(_ => rtu.Set(station, voltage, 110.0f + Random.Shared.NextSingle()), state: null, dueTime: 1000, period: 1000);
_ = Console.ReadLine();
await rtu.DisposeAsync();

CommandReply Obey(in AsduView command)
{
    if (command.FirstAddress != breaker || !command.InformationObjects[0].TryGet<Sco>(out var order))
    {
        return CommandReply.UnknownPoint;
    }

    Console.WriteLine($"breaker {(order.IsOn ? "on" : "off")}");
    rtu!.Set(station, breaker, order.IsOn);
    return CommandReply.Accept;
}
