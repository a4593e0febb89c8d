using Gateway.Host.Time;

namespace Gateway.Host.Status;

/// <summary>How it stands with the machine's clock, in the words of the status document.</summary>
internal sealed class ClockStatus(TimeKeeper keeper) : ITimeStatus
{
    public TimeStatus Current
    {
        get
        {
            var now = keeper.Status;
            return new TimeStatus(
                now.State switch
                {
                    TimeState.Off => "notConfigured",
                    TimeState.Trying => "trying",
                    TimeState.Updated => "updated",
                    TimeState.NoPrivilege => "noPrivilege",
                    _ => "reported",
                },
                now.State == TimeState.Off ? "No time server is configured; the clock is left alone." : now.Text,
                keeper.Servers,
                now.UpdatedAt,
                now.Server,
                now.Offset?.TotalSeconds,
                now.LastError);
        }
    }
}
