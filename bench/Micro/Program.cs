using Gateway.Bench;

// What each part of an ASDU's way costs alone, and all of it through a group in memory: CPU nanoseconds and octets allocated, without
// sockets, in half a minute. With a word: only the parts whose name has it.
var only = args.Length > 0 ? args[0] : "";
Console.WriteLine("| part | ns of CPU | octets allocated |");
Console.WriteLine("| --- | --- | --- |");
foreach (var part in Parts.All().Where(p => p.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
{
    var cost = Cost.Of(part);
    Console.WriteLine(FormattableString.Invariant($"| {part.Name} | {cost.Nanoseconds:0.0} | {cost.Octets:0.000} |"));
}
