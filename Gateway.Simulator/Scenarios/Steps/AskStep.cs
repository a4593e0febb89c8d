using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>Interrogations, reads and tests of masters: <c>interrogate group 3 from m1</c>, <c>counters from m1</c>, <c>read ioa 1001 from m1</c>, <c>test from m1</c>.</summary>
/// <param name="Ask">Asks the master.</param>
internal sealed record AskStep(Func<IMaster, CommonAddress, Task<(RequestOutcome Outcome, string Remark)>> Ask) : RequestStep
{
    /// <summary>How many information objects must come; null: however many.</summary>
    public int? Objects { get; init; }

    public override string Expected => Objects is { } objects ? $"{base.Expected}, {Wording.Text.Count(objects, "object")}" : base.Expected;

    public static Step ReadInterrogation(StepReader reader)
    {
        var qualifier = (byte)(20 + (reader.Words.TryTake("group") ? reader.Words.Number("a group", 1, 16) : 0));
        return ReadWithObjects(reader, async (master, address) => Told(await master.InterrogateAsync(address, qualifier)));
    }

    public static Step ReadCounters(StepReader reader)
    {
        var qualifier = (byte)(reader.Words.TryTake("group") ? reader.Words.Number("a counter group", 1, 4) : 5);
        qualifier |= reader.Words.TryTake("freeze") ? (byte)0x40 : reader.Words.TryTake("freeze-and-reset") ? (byte)0x80 : reader.Words.TryTake("reset") ? (byte)0xC0 : (byte)0;
        return ReadWithObjects(reader, async (master, address) => Told(await master.CountersAsync(address, qualifier)));
    }

    public static Step ReadRead(StepReader reader)
    {
        reader.Words.Take("ioa");
        var point = reader.Words.ObjectAddress();
        return ReadRest(reader, new AskStep(async (master, address) => (await master.ReadAsync(address, point), "")));
    }

    public static Step ReadTest(StepReader reader) => ReadRest(reader, new AskStep(async (master, address) => (await master.TestAsync(address, withTime: true), "")));

    protected override Task<(RequestOutcome Outcome, string Remark)> AskAsync(IMaster master, CommonAddress address, DateTime now) => Ask(master, address);

    protected override bool Suits(string remark) => Objects is not { } objects || remark == Wording.Text.Count(objects, "object");

    private static AskStep ReadWithObjects(StepReader reader, Func<IMaster, CommonAddress, Task<(RequestOutcome, string)>> ask) =>
        ReadRest(
            reader,
            new AskStep(ask) { Within = TimeSpan.FromSeconds(30) },
            step => reader.Words.TryTake("objects") ? step with { Objects = (int)reader.Words.Number("how many objects", 0, int.MaxValue) } : null);

    private static (RequestOutcome Outcome, string Remark) Told(InterrogationResult result) => (result.Outcome, Wording.Text.Count(result.Objects, "object"));
}
