namespace Gateway.Host.Status;

/// <summary>What the status says about the machine's clock (H4).</summary>
internal interface ITimeStatus
{
    TimeStatus Current { get; }
}
