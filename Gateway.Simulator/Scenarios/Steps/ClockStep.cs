using Gateway.Iec104;
using Gateway.Iec104.Stations;
using Gateway.Simulator.Masters;

namespace Gateway.Simulator.Scenarios.Steps;

/// <summary><c>clock from m1</c>, <c>clock ahead 1 h from m1</c>: clock synchronization with the time now, or another.</summary>
internal sealed record ClockStep(TimeSpan Ahead) : RequestStep
{
    public static Step Read(StepReader reader)
    {
        var ahead = reader.Words.TryTake("ahead") ? reader.Words.Duration()
            : reader.Words.TryTake("behind") ? -reader.Words.Duration()
            : TimeSpan.Zero;
        return ReadRest(reader, new ClockStep(ahead));
    }

    protected override async Task<(RequestOutcome Outcome, string Remark)> AskAsync(IMaster master, CommonAddress address, DateTime now) =>
        (await master.SynchronizeClockAsync(address, now + Ahead), "");
}
