// A master in a few lines: connects, interrogates, gives one command, prints what comes until Enter is pressed.
//   dotnet run --project samples/MiniMaster -- 127.0.0.1:2404 1
using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Stations;

var rtu = IPEndPoint.Parse(args.Length > 0 ? args[0] : "127.0.0.1:2404");
var station = new CommonAddress(args.Length > 1 ? ushort.Parse(args[1]) : (ushort)1);

await using var master = await ControllingStation.ConnectAsync(rtu, new ControllingOptions { OnAsdu = (in AsduView asdu) => Console.WriteLine(asdu.ToString()) });
await master.StartAsync();

var answer = await master.InterrogateAsync(station);
Console.WriteLine($"interrogation: {answer.Outcome}, {answer.Objects} points");

var command = master.Command(station, new InformationObjectAddress(2001), isOn: true);
Console.WriteLine($"command: {await command.Confirmation}, done: {await command.Termination}");

Console.WriteLine("Enter ends it.");
await Task.WhenAny(master.Closed, Task.Run(() => { _ = Console.ReadLine(); }));
Console.WriteLine(master.Closed.IsCompleted ? $"connection closed: {await master.Closed}" : "closed");
